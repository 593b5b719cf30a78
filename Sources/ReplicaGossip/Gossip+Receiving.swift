import ReplicaCRDT
import ReplicaDocuments

// What peers send. A frame that is malformed or out of place ends its session: the session has authenticated the peer, so it
// is a fault of the peer's. A datagram like that is only dropped.
extension Gossip {
    func takeFrame(_ bytes: [UInt8], from link: LinkID) {
        guard let session = sessions[link] else { return }
        session.bytesIn += UInt64(bytes.count)
        session.heard(at: now.monotonic, quiet: quietInterval)
        guard let message = try? Message(bytes: bytes) else { return fault(session) }
        if !take(message, from: session) { fault(session) }
    }

    func takeDatagram(_ bytes: [UInt8], from link: LinkID) {
        guard let session = sessions[link] else { return }
        session.bytesIn += UInt64(bytes.count)
        guard bytes.count <= MessageLimits.datagramBytes, let message = try? Message(bytes: bytes) else {
            counters.malformedDatagrams += 1
            return
        }
        session.heard(at: now.monotonic, quiet: quietInterval)
        switch message {
        case .deltas(let batch) where batch.kind == .live: break
        case .compare, .agreed, .positions, .probe, .pong, .event: break
        case .deltas, .hello, .taken, .ranges, .spaces, .acknowledge, .neighbours, .addresses, .bye:
            counters.malformedDatagrams += 1
            return
        }
        if session.shared != nil, !take(message, from: session) { counters.malformedDatagrams += 1 }
    }

    /// Takes a message; false if it is out of place.
    private func take(_ message: Message, from session: Session) -> Bool {
        switch message {
        case .hello(let hello): takeHello(hello, from: session)
        case .probe(let sequence): send(.pong(sequence), to: session, by: .datagram)
        case .pong(let sequence): takePong(sequence, from: session)
        case .bye:
            effects.closes.append(.init(link: session.link, reason: "the other side ended it"))
            forget(session.link)
        case .deltas, .taken, .compare, .agreed, .positions, .ranges, .spaces, .acknowledge, .neighbours, .addresses,
            .event:
            guard session.hello != nil else { return false }
            guard session.shared != nil else { return true }
            return takeShared(message, from: session)
        }
        return true
    }

    private func takeShared(_ message: Message, from session: Session) -> Bool {
        let isBetweenAdmins = session.shared == .everything
        switch message {
        case .deltas(let batch): return takeBatch(batch, from: session)
        case .taken(let number):
            session.stream?.answered(through: number)
            session.streamProgress = now.monotonic
            fill(session)
        case .compare(let sequence, let digest, let isDurable):
            takeComparison(sequence, digest, isDurable: isDurable, from: session)
        case .agreed(let sequence, let isDurable): takeAgreement(sequence, isDurable: isDurable, from: session)
        case .positions(let report):
            guard (report.positions.customers != nil) == isBetweenAdmins else { return false }
            takeReport(report, from: session)
        case .ranges(let ranges):
            guard isBetweenAdmins else { return false }
            takeRanges(ranges, from: session)
        case .spaces(let listing):
            guard isBetweenAdmins else { return false }
            takeListing(listing, from: session)
        case .acknowledge(let acknowledgement): return takeAcknowledgement(acknowledgement, from: session)
        case .neighbours(let nodes):
            guard isBetweenAdmins else { return false }
            session.neighbours = Set(nodes)
        case .addresses(let addresses):
            guard session.isAdmin else { return false }
            takeAddresses(addresses)
        case .event(let event, let hops): takeEvent(event, hops: hops, from: session)
        case .hello, .probe, .pong, .bye: return false
        }
        return true
    }

    /// Takes deltas to the store: those that decode, and that the peer may send.
    private func takeBatch(_ batch: DeltaBatch, from session: Session) -> Bool {
        var incoming: [Delta] = []
        incoming.reserveCapacity(batch.bodies.count)
        for body in batch.bodies {
            let delta: Delta
            do throws(DecodingFailure) {
                delta = try Delta(bytes: body, hash: crypto.hash(body))
            } catch {
                guard case .unsupported = error else { return false }
                counters.unknownDeltas += 1
                alarm("a delta of a newer version arrived: update this computer")
                continue
            }
            guard session.shares(delta.space) else {
                counters.strayDeltas += 1
                continue
            }
            incoming.append(delta)
        }
        if batch.kind != .live {
            session.receivingUntil = batch.isLast ? nil : now.monotonic + configuration.streamPatience
        }
        guard takeIn(incoming, isLive: batch.kind == .live, from: session) else { return true }
        if batch.kind != .waiting {
            for delta in incoming { session.learn(delta.space, delta.replica, delta.seq) }
        }
        if batch.kind != .live {
            send(.taken(batch.number), to: session, by: .frame)
            if batch.isLast { session.compareDue = now.monotonic }
        }
        return true
    }

    /// Gives deltas to the store; false if it could not take them now.
    private func takeIn(_ deltas: [Delta], isLive: Bool, from session: Session) -> Bool {
        guard !deltas.isEmpty else { return true }
        let verified = verifiedBacklog(deltas)
        let incoming = deltas.indices.map { Incoming(deltas[$0], isVerified: verified[$0], isLive: isLive) }
        do throws(ArchiveFailure) {
            let intake = try store.receive(incoming, at: moment)
            settle(intake, of: deltas, isLive: isLive, from: session)
            return true
        } catch {
            alarm("the log can't be read: \(error.description)")
            changedEverywhere()
            close(session, .fault)
            return false
        }
    }

    /// Checks the signatures of a backlog together, so that the driver may use all cores. One that is not good here is left to
    /// the store, which says why.
    private func verifiedBacklog(_ deltas: [Delta]) -> [Bool] {
        var verified = [Bool](repeating: false, count: deltas.count)
        guard deltas.count >= Self.backlog else { return verified }
        var checks: [SignatureCheck] = []
        var places: [Int] = []
        for (index, delta) in deltas.enumerated() {
            guard let key = store.membership.key(of: delta.replica.node), !alreadyHas(delta) else { continue }
            checks.append(
                SignatureCheck(
                    signature: delta.signature, message: delta.signedMessage(shop: store.shop), key: key))
            places.append(index)
        }
        for (place, isGood) in zip(places, crypto.verifyAll(checks)) { verified[place] = isGood }
        return verified
    }

    /// From how many deltas on signatures are checked together.
    private static let backlog = 8

    /// Looks again at what could not be judged because the log could not be read.
    func takeInAgain() {
        guard store.awaitsLog else { return }
        do throws(ArchiveFailure) {
            let intake = try store.receive([], at: moment)
            effects.intake.append(intake)
            changed(intake.counted)
            if let failure = intake.failure { alarm("the log can't be read: \(failure.description)") }
        } catch {
            alarm("the log can't be read: \(error.description)")
        }
    }

    private func alreadyHas(_ delta: Delta) -> Bool {
        store.spaces[delta.space]?.frontier.seq(of: delta.replica) ?? 0 >= delta.seq
    }

    /// What follows from an intake: sums, forwarding, gaps, members, alarms.
    private func settle(_ intake: Intake, of deltas: [Delta], isLive: Bool, from session: Session) {
        effects.intake.append(intake)
        counters.refusedDeltas += UInt64(intake.refused.count)
        guard intake != Intake() else { return }
        changed(intake.counted)
        authors.insert(session.node)
        if let failure = intake.failure { alarm("the log can't be read: \(failure.description)") }
        if !intake.refused.isEmpty {
            alarm("\(session.node) delivered deltas that were refused: \(intake.refused[0].reason)")
        }
        checkForOwn(deltas, intake)
        showBranches(of: intake.forks, to: session)
        if isLive { noteClock(of: deltas, intake, from: session) }
        for fork in intake.forks {
            alarm("two different deltas have the name \(fork.space) \(fork.replica) \(fork.seq)")
        }
        if intake.parked.contains(where: store.isWaiting) { ask(session) }
        guard !intake.counted.isEmpty else { return }
        if isLive, intake.counted == deltas { return forward(deltas, from: session) }
        let live = isLive ? Set(deltas.map(\.hash)) : []
        forward(intake.counted.filter { live.contains($0.hash) }, from: session)
        hint(of: Set(intake.counted.filter { !live.contains($0.hash) }.map(\.space)), besides: session)
    }

    /// Takes note that deltas count now.
    func changed(_ deltas: [Delta]) {
        version += 1
        var touchesMembers = false
        for delta in deltas {
            if store.holding.isAdmin { digests.touch(delta.space) }
            unsynced.insert(delta.space)
            authors.insert(delta.replica.node)
            if delta.space.kind == .customer { for session in sessions.values { session.changed(delta.space) } }
            var collection: String?
            for index in delta.changes.indices where delta.changes[index].document.collection != collection {
                let other = delta.changes[index].document.collection
                if Collections.isMembership(other) { touchesMembers = true }
                if other == DiscoveryKey.collection { discovery.areKeysStale = true }
                collection = other
            }
        }
        if !deltas.isEmpty, syncDue == nil { syncDue = now.monotonic + configuration.syncDelay }
        if touchesMembers { reviewSessions() }
    }

    /// After a failure in the middle of taking in, nothing computed is relied on.
    private func changedEverywhere() {
        version += 1
        if store.holding.isAdmin { digests.touchAll(of: store) }
        unsynced.formUnion(store.spaces.keys)
        discovery.areKeysStale = true
    }

    /// Whether a peer is in the middle of streaming to this node.
    func isReceiving(_ session: Session) -> Bool { session.receivingUntil.map { now.monotonic < $0 } ?? false }

    /// Asks a peer at once for what its delta waits for.
    private func ask(_ session: Session) {
        guard session.shared != nil, !isReceiving(session) else { return }
        report(to: session, answers: 0, asksBack: false, by: .datagram)
    }

    /// What was caught up from one peer is news for the others: they are compared with soon.
    private func hint(of spaces: Set<Space>, besides source: Session) {
        for session in ready where session !== source && spaces.contains(where: session.shares) {
            session.compareDue = min(session.compareDue ?? .max, now.monotonic + configuration.hintDelay)
        }
    }
}

extension Collections {
    /// Whether documents of a collection decide who is a member.
    fileprivate static func isMembership(_ collection: String) -> Bool {
        collection == member || collection == root || collection == revocation
    }
}

extension Intake {
    /// Adds what came in later.
    mutating func append(_ other: Intake) {
        counted += other.counted
        parked += other.parked
        refused += other.refused
        forks += other.forks
        failure = failure ?? other.failure
    }
}
