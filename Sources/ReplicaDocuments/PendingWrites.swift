import ReplicaCRDT

/// What changed since the last `takeWrites`, before it is encoded.
struct PendingWrites {
    struct DeltaItem {
        let archived: ArchivedDelta
        let note: String
        let touched: [DocumentAddress]
    }

    struct Name: Hashable {
        let space: Space
        let replica: ReplicaID
        let seq: UInt64
    }

    var deltas: [DeltaItem] = []
    var counted: [Name: Int] = [:]
    var dropped: Set<DeltaHash> = []
    /// Documents that were made anew from the log.
    var rebuilt: [DocumentAddress] = []
    var feed: [FeedRow] = []
    var operations: [OperationID: [UInt8]] = [:]
    var records: [DurableWrites.RecordRow] = []

    /// Notes a delta with its verdict.
    mutating func add(_ item: DeltaItem) {
        let delta = item.archived.delta
        if item.archived.verdict == .applied || item.archived.verdict == .void {
            counted[Name(space: delta.space, replica: delta.replica, seq: delta.seq)] = deltas.count
        }
        deltas.append(item)
    }

    /// The documents that changed, ascending.
    var documents: [DocumentAddress] {
        // Mostly there is one delta, and that names each document once.
        if deltas.count == 1, rebuilt.isEmpty { return deltas[0].touched.sorted() }
        var changed = Set(rebuilt)
        for delta in deltas { changed.formUnion(delta.touched) }
        return changed.sorted()
    }

    /// The chains that were put forward, ascending.
    var chains: [(space: Space, replica: ReplicaID)] {
        var ascending: [(space: Space, replica: ReplicaID)] = []
        for chain in counted.keys.map({ ($0.space, $0.replica) }).sorted(by: <)
        where ascending.last.map({ $0 != chain }) ?? true {
            ascending.append(chain)
        }
        return ascending
    }
}
