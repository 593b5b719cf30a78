/// Why a call to a node did not come to an answer. An answer with an error status is an answer and not this.
package enum HTTPClientError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The socket path does not fit in a socket address of this system.
    case pathTooLong(path: String, maximumBytes: Int)
    /// Nobody listens there: no such file, or nobody behind it.
    case notRunning(HTTPEndpoint)
    /// The socket belongs to somebody else.
    case notPermitted(HTTPEndpoint)
    /// The answer, or the next piece of it, did not come in time. Whether the request was carried out is not known.
    case timedOut
    /// The caller gave up.
    case cancelled
    /// The connection ended before the answer did. Whether the request was carried out is not known.
    case connectionLost
    /// What came is no HTTP answer, or an event stream beyond its bounds.
    case badAnswer(String)
    /// The answer is larger than the caller allows.
    case answerTooLarge(maximumBytes: Int)
    /// A header or path of the request holds a line break or a control character; nothing was sent.
    case badRequest(String)
    /// A stream was asked for and another answer came.
    case notAStream(HTTPClientResponse)
    /// A system call failed.
    case system(call: String, errorNumber: Int32)

    /// A sentence for people.
    package var description: String {
        switch self {
        case .pathTooLong(let path, let maximum):
            "the socket path \(path) is longer than the \(maximum) bytes that are possible"
        case .notRunning(let endpoint): "no node answers at \(endpoint)"
        case .notPermitted(let endpoint): "the node at \(endpoint) belongs to another user"
        case .timedOut: "the node did not answer in time"
        case .cancelled: "the call was cancelled"
        case .connectionLost: "the node closed the connection before it had answered"
        case .badAnswer(let what): "the node's answer is malformed: \(what)"
        case .answerTooLarge(let maximum): "the node's answer is larger than \(maximum) bytes"
        case .badRequest(let what): "the request cannot be sent: \(what)"
        case .notAStream(let response): "the node answered \(response.status) instead of a stream"
        case .system(let call, let number): "\(call) failed: \(SystemError.text(number))"
        }
    }
}
