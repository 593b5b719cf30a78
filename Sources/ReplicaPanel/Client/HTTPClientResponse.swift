/// A node's answer.
package struct HTTPClientResponse: Sendable, Equatable {
    /// The status code, 200 to 599.
    package let status: Int
    /// The header fields.
    package let headers: HTTPHeaders
    /// The body.
    package let body: [UInt8]

    /// An answer from its parts.
    package init(status: Int, headers: HTTPHeaders, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The body as JSON; what this client accepts is larger than what a server does.
    package func json() throws(JSONDecodingError) -> JSON {
        try JSON.decode(body, maximumBytes: body.count)
    }
}
