/// What a handler answers.
package struct HTTPResponse: Sendable {
    /// What follows the header.
    package enum Body: Sendable {
        /// A whole body; its length is announced.
        case bytes([UInt8])
        /// A body that is written while it is sent.
        case stream(HTTPStream)
    }

    /// The status.
    package var status: HTTPStatus
    /// Header fields. Length, transfer encoding, connection and date are the server's and are ignored here.
    package var headers: HTTPHeaders
    /// The body.
    package var body: Body

    /// An answer from its parts.
    package init(status: HTTPStatus, headers: HTTPHeaders = [:], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON value in its compact form. It must not be cached: the next look may show another state.
    package static func json(_ value: JSON, status: HTTPStatus = .ok) -> HTTPResponse {
        let headers: HTTPHeaders = ["Content-Type": "application/json", "Cache-Control": "no-store"]
        return HTTPResponse(status: status, headers: headers, body: .bytes(value.encoded()))
    }

    /// Plain text in UTF-8.
    package static func text(_ text: String, status: HTTPStatus = .ok) -> HTTPResponse {
        let headers: HTTPHeaders = ["Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"]
        return HTTPResponse(status: status, headers: headers, body: .bytes(Array(text.utf8)))
    }

    /// Server-sent events.
    package static func events(_ stream: HTTPStream) -> HTTPResponse {
        let headers: HTTPHeaders = ["Content-Type": "text/event-stream", "Cache-Control": "no-store"]
        return HTTPResponse(status: .ok, headers: headers, body: .stream(stream))
    }

    /// For an answer that nobody will see: its stream, if it has one, must not wait for a client.
    func discard() {
        if case .stream(let stream) = body { stream.cut() }
    }
}
