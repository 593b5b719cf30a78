import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import ReplicaTransport

/// An event as its publisher asks for it.
struct EventDraft: Sendable {
    let name: String
    let payload: Value
    /// Nil for all whom this node may tell.
    let space: Space?
    let isDurable: Bool
    let user: String
    let operation: OperationKey
    /// Whether the caller named the action, so that a repetition gets the first answer.
    let isNamed: Bool
    let isDryRun: Bool
}

/// What an operation remembers of a durable event.
private struct PublishedEvent: Codable, Sendable {
    let id: String
    let madeAtMicroseconds: UInt64
}

extension NodeCore {
    /// Publishes an event: sends it, or writes it.
    func publish(_ draft: EventDraft) throws -> WriteOutcome<CustomEvent> {
        let space = try checked(draft)
        return draft.isDurable ? try write(draft, to: space) : try tell(draft, to: space)
    }

    /// Refuses what may not be published; returns to whom it goes.
    private func checked(_ draft: EventDraft) throws(ReplicaError) -> Space {
        guard PassingEvent.isName(draft.name) else {
            throw .invalid("An event's name is 1 to 64 of the letters a to z, digits, points and hyphens.")
        }
        if let flaw = draft.payload.flaw { throw .invalid("payload: \(flaw)") }
        guard PassingEvent.bytes(of: draft.payload) ?? .max <= PassingEvent.payloadBytes else {
            throw .invalid(
                "An event's payload is at most \(PassingEvent.payloadBytes) bytes. Send a reference instead.")
        }
        guard draft.user.isEmpty || FormatLimits.isName(draft.user, limit: FormatLimits.userBytes) else {
            throw .invalid("A user's name is at most 128 bytes without control characters.")
        }
        guard draft.operation.id.replica == identity.replica else {
            throw .offeredElsewhere(node: draft.operation.id.replica.node.description)
        }
        guard store.membership.current(identity.replica.node) != nil else { throw ReplicaError(.notMember) }
        switch (identity.holding, draft.space) {
        case (.everything, nil), (.everything, .shop), (.everything, .staff): return .shop
        case (.everything, let space?): return space
        case (.customer(let own), nil): return .customer(own)
        case (.customer(let own), let space?):
            guard space == .customer(own) else {
                throw .notPermitted("A customer's computer publishes to its own customer only.")
            }
            return space
        }
    }

    // MARK: Passing

    private func tell(_ draft: EventDraft, to space: Space) throws -> WriteOutcome<CustomEvent> {
        let event = PassingEvent(
            space: space, publisher: identity.replica.node, id: draft.operation.eventID,
            madeAtMicroseconds: Clock.wallMicroseconds, user: draft.user, name: draft.name, payload: draft.payload,
            shop: identity.shop, sign: crypto.sign)
        let shown = CustomEvent(event, receivedAtMilliseconds: Int64(clamping: Clock.wallMicroseconds / 1_000))
        var isRepetition = false
        if !draft.isDryRun {
            switch events.passing.take(event.id, of: event.publisher, at: Clock.instant.monotonic) {
            case .fresh:
                network?.handle(.published(event), self)
                events.counts.passingOut += 1
                events.hub.publish(shown)
            case .known: isRepetition = true
            case .tooMany: throw ReplicaError.tooMany("This computer published 50 passing events within a second")
            }
        }
        return WriteOutcome(value: shown, isRepetition: isRepetition, feedSeq: 0, positions: [])
    }

    /// Others' passing events arrived.
    func take(_ arrived: [PassingEvent]) {
        events.counts.passingIn += UInt64(arrived.count)
        guard events.hub.isHeard else { return }
        let now = Int64(clamping: Clock.wallMicroseconds / 1_000)
        for event in arrived { events.hub.publish(CustomEvent(event, receivedAtMilliseconds: now)) }
    }

    // MARK: Durable

    private func write(_ draft: EventDraft, to space: Space) throws -> WriteOutcome<CustomEvent> {
        let isNew = draft.isDryRun ? false : try !isDone(draft)
        if isNew, !events.durable.take(at: Clock.instant.monotonic) {
            throw ReplicaError.tooMany("This computer published 100 durable events at once, or more than 10 a second")
        }
        let slot = nextSlot(in: space)
        let value = EventCollection.value(
            id: draft.operation.eventID.bytes, name: draft.name, payload: draft.payload, user: draft.user)
        let done = try write(as: draft.user, draft.operation, remembers: draft.isNamed, dryRun: draft.isDryRun) {
            transaction in
            let address = EventCollection.slot(slot, of: identity.replica, in: space)
            try transaction.set(DocumentReference(address), EventCollection.field, to: value)
            return PublishedEvent(id: draft.operation.documentID, madeAtMicroseconds: transaction.nowMicroseconds)
        }
        if !done.isRepetition, !draft.isDryRun { events.nextSlot[space] = (slot + 1) % EventCollection.slots }
        let event = CustomEvent(
            id: done.value.id, name: draft.name, payload: draft.payload, isDurable: true, space: space,
            node: identity.replica.node.description, user: draft.user,
            madeAtMicroseconds: done.value.madeAtMicroseconds,
            receivedAtMilliseconds: Int64(clamping: done.value.madeAtMicroseconds / 1_000), isLive: true)
        return WriteOutcome(
            value: event, isRepetition: done.isRepetition, feedSeq: done.feedSeq, positions: done.positions)
    }

    private func isDone(_ draft: EventDraft) throws(ReplicaError) -> Bool {
        guard draft.isNamed else { return false }
        do { return try store.operation(draft.operation.id) != nil } catch { throw .storage(error.description) }
    }

    /// An empty slot, or that of the oldest own event. O(1) but for the first time in a space.
    private func nextSlot(in space: Space) -> Int {
        if let known = events.nextSlot[space] { return known }
        var oldest = (slot: 0, seq: UInt64.max)
        for slot in 0..<EventCollection.slots {
            guard
                let document = store.document(EventCollection.slot(slot, of: identity.replica, in: space)),
                let seq = document.cells.map(\.entry.name.dot.seq).max()
            else { return slot }
            if seq < oldest.seq { oldest = (slot, seq) }
        }
        return oldest.slot
    }

    /// Tells listeners of the durable events among rows that became visible.
    func showEvents(_ rows: [FeedRow]) {
        for row in rows {
            for change in row.documents where EventCollection.contains(change.address.key.collection) {
                guard let event = CustomEvent(change, in: row) else { continue }
                if row.replica.node == identity.replica.node {
                    events.counts.durableOut += 1
                } else {
                    events.counts.durableIn += 1
                }
                events.hub.publish(event)
            }
        }
    }

    /// The newest durable events of this node's spaces, oldest first: at most `limit`, and 1,000 of one space.
    func durableEvents(in space: Space?, limit: Int) -> [CustomEvent] {
        var all: [CustomEvent] = []
        for (held, state) in store.spaces where space == nil || held == space {
            var found: [CustomEvent] = []
            for collection in [EventCollection.shop, EventCollection.customer] {
                found += (state.documents[collection] ?? [:]).values.compactMap { CustomEvent($0, in: held) }
            }
            all += found.sorted(by: CustomEvent.isOlder).suffix(EventCollection.slots)
        }
        return Array(all.sorted(by: CustomEvent.isOlder).suffix(limit))
    }
}

extension CustomEvent {
    static func isOlder(_ left: CustomEvent, _ right: CustomEvent) -> Bool {
        (left.madeAtMicroseconds, left.id) < (right.madeAtMicroseconds, right.id)
    }
}

extension OperationKey {
    /// The id of the event that the action publishes.
    fileprivate var eventID: UInt128 { UInt128(documentID, radix: 16) ?? 0 }
}

extension UInt128 {
    /// Big-endian.
    fileprivate var bytes: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: self >> (8 * (15 - $0))) }
    }
}
