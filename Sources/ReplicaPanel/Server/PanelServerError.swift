/// Why the interface of a node is not served. Nothing was started.
package enum PanelServerError: Error, Sendable, CustomStringConvertible {
    /// The socket or the port.
    case server(HTTPServerError)
    /// The file with the token.
    case token(path: String, any Error)

    /// A sentence for the person who starts the node.
    package var description: String {
        switch self {
        case .server(let error): error.description
        case .token(let path, let error):
            if case .system(let error)? = error as? OwnerFile.Failure {
                "\(path): \(error.call) failed: \(SystemError.text(error.number))"
            } else {
                "\(path) must be a file that only you can read and that holds 64 hexadecimal digits; remove it, and a new one is made"
            }
        }
    }
}
