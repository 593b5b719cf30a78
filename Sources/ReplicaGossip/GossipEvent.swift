package import ReplicaCRDT
package import ReplicaDocuments

/// Everything that can happen to the protocol.
package enum GossipEvent: Sendable {
    /// An encrypted, mutually authenticated session is there; its peer holds this node's key. `incoming` if the peer dialled.
    case opened(LinkID, node: NodeID, incoming: Bool, address: PeerAddress)
    /// A session ended, whoever ended it.
    case closed(LinkID)
    /// A dial did not become a session.
    case dialFailed(PeerAddress)
    /// A frame arrived over a session.
    case frame(LinkID, [UInt8])
    /// A sealed datagram of a session arrived and was opened.
    case datagram(LinkID, [UInt8])
    /// The session's send queue has room again.
    case drained(LinkID)
    /// A beacon was heard.
    case beacon([UInt8], from: PeerAddress)
    /// Own commits are on disk: they may be pushed.
    case committed([Delta])
    /// This node publishes a passing event.
    case published(PassingEvent)
    /// All that was taken in before has been made durable (an fsync): it may be acknowledged.
    case durable
    /// An address to dial, from a person, an invitation or the address book; `node` if it is known who should answer.
    case address(PeerAddress, node: NodeID?)
    /// Interfaces or addresses changed, or the machine woke: announce, renew sessions.
    case networkChanged
    /// The deadline that the last effects asked for has come. A late or needless one does no harm.
    case deadline
}

/// Names one session on this node.
package struct LinkID: Hashable, Comparable, Sendable {
    /// A number that is never used again.
    package let number: UInt64

    /// A link from its number.
    package init(_ number: UInt64) { self.number = number }

    package static func < (left: LinkID, right: LinkID) -> Bool { left.number < right.number }
}
