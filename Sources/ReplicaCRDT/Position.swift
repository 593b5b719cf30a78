/// Names a delta and its content: replica, number, 16 bytes of its hash. A position stands for the delta and all its
/// ancestors in that replica's chain.
package struct Position: Hashable, Sendable {
    /// Whose chain.
    package let replica: ReplicaID
    /// The number in the chain, from 1.
    package let seq: UInt64
    /// The delta's content.
    package let hash: DeltaHash

    /// A position from its parts.
    package init(replica: ReplicaID, seq: UInt64, hash: DeltaHash) {
        self.replica = replica
        self.seq = seq
        self.hash = hash
    }
}
