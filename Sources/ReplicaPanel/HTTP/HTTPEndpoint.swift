/// Where a server listens, or a client calls.
package enum HTTPEndpoint: Sendable, Equatable, CustomStringConvertible {
    /// A Unix socket. A server makes it with mode 0600.
    case unix(path: String)
    /// TCP on 127.0.0.1, never on another address. For a server, 0 lets the system choose a free port.
    case loopback(port: UInt16)

    /// A URL: `http://127.0.0.1:PORT` or `unix:PATH`.
    package var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .loopback(let port): "http://127.0.0.1:\(port)"
        }
    }

    /// The way requests come in here.
    var channel: HTTPChannel {
        switch self {
        case .unix: .unixSocket
        case .loopback: .loopback
        }
    }

    /// What a client names as `Host`.
    var host: String {
        switch self {
        case .unix: "localhost"
        case .loopback(let port): "127.0.0.1:\(port)"
        }
    }
}
