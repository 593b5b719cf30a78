package import ReplicaCRDT

/// Where a member was reached, as told to another member.
package struct KnownAddress: Equatable, Sendable {
    /// The member.
    package var node: NodeID
    /// Its address; never a link-local one.
    package var address: PeerAddress

    /// An address of a node.
    package init(node: NodeID, address: PeerAddress) {
        self.node = node
        self.address = address
    }
}
