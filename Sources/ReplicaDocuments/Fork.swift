package import ReplicaCRDT

/// Proof that a replica's name stands for two deltas: its disk was restored or cloned, or its author lies. The branch that
/// came first counts here, the other is kept and reported.
package struct Fork: Hashable, Sendable {
    /// Where.
    package let space: Space
    /// Whose.
    package let replica: ReplicaID
    /// Which number has two deltas, or follows one that has.
    package let seq: UInt64
    /// The delta that counts here; nil if only the predecessor differs.
    package let counted: DeltaHash?
    /// The other.
    package let other: DeltaHash
}
