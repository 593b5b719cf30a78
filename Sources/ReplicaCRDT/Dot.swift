/// Names one write: the replica, the number of its delta in that replica's chain of one space, and the index of the
/// change in that delta (dotted version vectors: Preguiça et al. 2010, "Dotted Version Vectors", section 3).
package struct Dot: Hashable, Comparable, Sendable {
    /// Who wrote.
    package let replica: ReplicaID
    /// 1, 2, 3, … in the replica's chain of the space.
    package let seq: UInt64
    /// 0, 1, 2, … in the delta.
    package let index: UInt32

    /// A dot from its parts.
    package init(replica: ReplicaID, seq: UInt64, index: UInt32) {
        self.replica = replica
        self.seq = seq
        self.index = index
    }

    package static func < (left: Dot, right: Dot) -> Bool {
        if left.replica != right.replica { return left.replica < right.replica }
        return (left.seq, left.index) < (right.seq, right.index)
    }
}
