/// The way by which a request came in. Who may do what depends on it.
package enum HTTPChannel: Sendable, Equatable {
    /// The node's Unix socket: the kernel let through only the owner of the node's directory (mode 0600).
    case unixSocket
    /// TCP on 127.0.0.1: any user and any web page of this machine can reach it.
    case loopback
}
