import ReplicaCRDT
import ReplicaDocuments

/// Names one replica's chain in one space.
struct ChainName: Hashable, Comparable {
    let space: Space
    let replica: ReplicaID

    static func < (left: ChainName, right: ChainName) -> Bool {
        left.space == right.space ? left.replica < right.replica : left.space < right.space
    }
}
