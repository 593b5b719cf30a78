import ReplicaDocuments

/// The state of one observation: what matched when its reader last looked. An actor of its own, so that reading documents and
/// asking the condition burden neither the node's thread nor the reader's (which may be the main one).
///
/// A refresh takes from the node's thread only the entries of the documents that changed, which it shares with the store; all
/// the rest is done here, in one pass over two ascending lists: what changed and what matched.
actor DocumentObservation<Content: Sendable> {
    /// Documents as they are at one moment, ascending; without fields if they are gone.
    private struct Moment: Sendable {
        let isEverything: Bool
        let documents: [(reference: DocumentReference, fields: StoredFields?)]
        let feedSeq: UInt64
    }

    /// What one refresh finds.
    private struct Difference {
        var all: [Match<Content>] = []
        var appeared: [Match<Content>] = []
        var changed: [Match<Content>] = []
        var disappeared: [Match<Content>] = []
    }

    private let updates: DocumentUpdates<Content>
    private let log: ChangeLog
    private var reading: DocumentUpdates<Content>.Reading?
    private var held: [Match<Content>] = []
    private var unreadable: [DocumentReference: ReplicaError] = [:]

    init(_ updates: DocumentUpdates<Content>, _ log: ChangeLog) {
        self.updates = updates
        self.log = log
    }

    /// The present state, if it differs from the one before; the first always does.
    func refresh() async throws(ReplicaError) -> Matches<Content>? {
        let isFirst = reading == nil
        let read = if let reading { reading } else { try updates.makeReading() }
        let moment = try await look()
        reading = read
        let formerlyUnreadable = unreadable
        let found = compare(moment, read)
        held = found.all
        let isSame = found.appeared.isEmpty && found.changed.isEmpty && found.disappeared.isEmpty
        if isSame, !isFirst, unreadable == formerlyUnreadable { return nil }
        return Matches(
            all: held, appeared: found.appeared, changed: found.changed, disappeared: found.disappeared,
            unreadable: unreadable.keys.sorted().map { UnreadableDocument(reference: $0, error: unreadable[$0]!) },
            feedSeq: moment.feedSeq)
    }

    /// Fetches, on the node's thread, the entries of what is to be looked at.
    private func look() async throws(ReplicaError) -> Moment {
        let (log, collection, space) = (log, updates.collection, updates.space)
        do {
            return try await updates.node.loop.perform { core in
                let snapshot = Snapshot(store: core.store)
                switch log.take() {
                case .everything:
                    let all = snapshot.stored(collection, in: space)
                    return Moment(
                        isEverything: true, documents: all.map { ($0.reference, $0) }, feedSeq: core.store.feedSeq)
                case .documents(let changed):
                    let references = changed.map(DocumentReference.init).sorted()
                    return Moment(
                        isEverything: false, documents: references.map { ($0, snapshot.stored($0)) },
                        feedSeq: core.store.feedSeq)
                }
            }
        } catch let error as ReplicaError {
            throw error
        } catch { throw .storage("\(error)") }
    }

    private func compare(_ moment: Moment, _ read: DocumentUpdates<Content>.Reading) -> Difference {
        var found = Difference()
        found.all.reserveCapacity(held.count + moment.documents.count)
        if moment.isEverything { unreadable = [:] }
        var next = 0
        for (reference, fields) in moment.documents {
            let place = firstHeld(notBefore: reference, from: next)
            pass(next..<place, moment, &found)
            next = place
            var former: Match<Content>?
            if next < held.count, held[next].reference == reference {
                former = held[next]
                next += 1
            }
            settle(fields, reference, former, read, &found)
        }
        pass(next..<held.count, moment, &found)
        return found
    }

    /// Decides what has become of a document that was looked at.
    private func settle(
        _ fields: StoredFields?, _ reference: DocumentReference, _ former: Match<Content>?,
        _ read: DocumentUpdates<Content>.Reading, _ found: inout Difference
    ) {
        if let former, let fields, fields.isSame(as: former.fields) { return found.all.append(former) }
        if fields == nil { unreadable[reference] = nil }
        guard let fields, let content = content(of: fields, read) else {
            if let former { found.disappeared.append(former) }
            return
        }
        let match = Match(content, from: fields)
        found.all.append(match)
        if former == nil { found.appeared.append(match) } else { found.changed.append(match) }
    }

    /// The place of the first match that is not before a document, by halving.
    private func firstHeld(notBefore reference: DocumentReference, from start: Int) -> Int {
        var (low, high) = (start, held.count)
        while low < high {
            let middle = (low + high) / 2
            if held[middle].reference < reference { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Documents that matched and that nothing is told of: unchanged, or gone if all were looked at.
    private func pass(_ range: Range<Int>, _ moment: Moment, _ found: inout Difference) {
        if moment.isEverything {
            found.disappeared.append(contentsOf: held[range])
        } else {
            found.all.append(contentsOf: held[range])
        }
    }

    /// A document's content, if it can be read and the condition holds.
    private func content(of fields: StoredFields, _ read: DocumentUpdates<Content>.Reading) -> Content? {
        do throws(ReplicaError) {
            let content = try read(fields)
            unreadable[fields.reference] = nil
            return content
        } catch {
            unreadable[fields.reference] = error
            return nil
        }
    }
}
