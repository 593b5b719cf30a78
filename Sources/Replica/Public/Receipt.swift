import ReplicaDocuments
import ReplicaTransport

/// A write that is on this node's disk.
public struct Receipt<Value: Sendable>: Sendable {
    /// What the transaction's closure returned (the first time, if this is a repetition).
    public let value: Value
    /// The action.
    public let operation: OperationKey
    /// Whether the action had been done before, and nothing was written now.
    public let isRepetition: Bool
    /// The number of its row in this node's feed; 0 for a repetition or a transaction without writes.
    public let feedSeq: UInt64

    let positions: [CommitRecord.Seen]
    let node: Node

    /// Waits until the write is on the disks of `count` other nodes; false if that takes longer than `limit`.
    public func reached(_ count: Int, within limit: Duration) async throws -> Bool {
        try await reach(count, within: limit) >= count
    }

    /// Waits until the write is on the disks of `count` other nodes, or `limit` is over; returns on how many it is. A write of
    /// several spaces counts where all of them are.
    public func reach(_ count: Int, within limit: Duration) async throws -> Int {
        if positions.isEmpty || count <= 0 { return 0 }
        let (seconds, attoseconds) = limit.components
        let nanoseconds = UInt64(clamping: seconds) * 1_000_000_000 + UInt64(clamping: attoseconds / 1_000_000_000)
        return try await node.waitForReach(positions, count: count, nanoseconds: nanoseconds)
    }
}
