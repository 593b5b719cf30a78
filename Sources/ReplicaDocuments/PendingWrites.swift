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
    var documents: Set<DocumentAddress> = []
    var chains: Set<Name> = []
    var spaces: Set<Space> = []
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
}
