/// For each replica how many of its deltas are covered (Parker et al. 1983, "Detection of Mutual Inconsistency in
/// Distributed Systems"). Kept as an array in ascending order of replicas: a shop has a handful, and a scan beats hashing.
package struct VersionVector: Hashable, Sendable {
    /// Ascending by replica; a number is at least 1.
    package private(set) var items: [Item]

    /// One replica's number.
    package struct Item: Hashable, Sendable {
        /// Whose.
        package let replica: ReplicaID
        /// Covered up to here.
        package var seq: UInt64

        /// An item from its parts.
        package init(replica: ReplicaID, seq: UInt64) {
            self.replica = replica
            self.seq = seq
        }
    }

    /// A vector that covers nothing.
    package init() { items = [] }

    /// The number of a replica; 0 if none of its deltas is covered.
    package subscript(replica: ReplicaID) -> UInt64 {
        for item in items where item.replica == replica { return item.seq }
        return 0
    }

    /// Whether a delta is covered.
    package func covers(_ replica: ReplicaID, _ seq: UInt64) -> Bool { self[replica] >= seq }

    /// Whether all that another vector covers is covered.
    package func covers(_ other: VersionVector) -> Bool { other.items.allSatisfy { covers($0.replica, $0.seq) } }

    /// Covers a replica up to a number, if it does not yet.
    package mutating func raise(_ replica: ReplicaID, to seq: UInt64) {
        guard seq > 0 else { return }
        for index in items.indices {
            if items[index].replica == replica {
                items[index].seq = max(items[index].seq, seq)
                return
            }
            if replica < items[index].replica {
                items.insert(Item(replica: replica, seq: seq), at: index)
                return
            }
        }
        items.append(Item(replica: replica, seq: seq))
    }

    /// Covers all that another vector covers: the least upper bound.
    package mutating func merge(_ other: VersionVector) {
        for item in other.items { raise(item.replica, to: item.seq) }
    }

    /// The least upper bound of two vectors.
    package func merged(with other: VersionVector) -> VersionVector {
        var result = self
        result.merge(other)
        return result
    }
}
