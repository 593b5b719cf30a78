/// Where a node can be dialled: an IPv4 (4 bytes) or IPv6 (16 bytes) address, its port, and for a link-local IPv6 address
/// the interface's scope. Opaque to the protocol.
package struct PeerAddress: Hashable, Sendable {
    /// 4 or 16 bytes.
    package let host: [UInt8]
    /// TCP and UDP port.
    package let port: UInt16
    /// The scope of a link-local IPv6 address; 0 otherwise. Never sent: it has no meaning elsewhere.
    package let scope: UInt32

    /// An address from its parts.
    package init(host: [UInt8], port: UInt16, scope: UInt32 = 0) {
        self.host = host
        self.port = port
        self.scope = scope
    }
}
