/// The tables of small keyed records; the raw value is the byte on disk.
package enum RecordTable: UInt8, Hashable, Sendable {
    /// What the node knows of itself. Its keys belong to the node.
    case meta = 0
    /// Key: space, replica. Value: a chain.
    case chain = 1
    /// Key: space. Value: state hash and clock.
    case space = 2
    /// Key: position in `staff`. Value: a version of the rules.
    case rules = 3
    /// Key: space, replica. Value: a device's position that no own commit names yet.
    case unseen = 4
    /// Key: node, space. Value: the frontier that the node has acknowledged.
    case acknowledgement = 5
    /// Key: space, replica, seq. Value: the two hashes of a fork.
    case fork = 6
    /// Key: address. Value: when it last answered. The node's.
    case address = 7
    /// Key: the hash of an invitation's secret. The node's.
    case invitation = 8
    /// Key: empty. Value: space and position of a delta of this replica that came from elsewhere.
    case rollback = 9
    /// Key: a name of the program's. Value: what it keeps for this node's user. The node's.
    case kept = 10
}
