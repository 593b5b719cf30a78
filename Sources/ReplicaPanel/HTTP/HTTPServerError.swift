/// Why a server does not start. Nothing is left behind: no socket, no file but the lock beside a Unix socket.
package enum HTTPServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path does not fit in a socket address of this system.
    case pathTooLong(path: String, maximumBytes: Int)
    /// Another process listens on this path or port.
    case inUse(String)
    /// There is a file of another kind at the path; it is not touched.
    case notASocket(path: String)
    /// A system call failed.
    case system(call: String, errorNumber: Int32)
    /// The HTTP library did not start.
    case daemon

    /// A sentence for the person who starts the node.
    package var description: String {
        switch self {
        case .pathTooLong(let path, let maximum):
            "the socket path \(path) is \(path.utf8.count) bytes long; at most \(maximum) are possible"
        case .inUse(let place): "\(place) is in use by another process"
        case .notASocket(let path): "\(path) exists and is not a socket"
        case .system(let call, let errorNumber): "\(call) failed: \(SystemError.text(errorNumber))"
        case .daemon: "the HTTP server did not start"
        }
    }
}
