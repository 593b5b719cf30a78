/// A whole request: its head is checked and its body is complete.
package struct HTTPRequest: Sendable {
    /// The method as it was written: methods are case-sensitive (RFC 9110 section 9.1).
    package let method: String
    /// The decoded path and query.
    package let target: HTTPTarget
    /// The header fields.
    package let headers: HTTPHeaders
    /// The body, at most ``HTTPLimits/bodyBytes`` long.
    package let body: [UInt8]
    /// The way it came.
    package let channel: HTTPChannel
    /// What the ``Router`` found for the `{names}` of its pattern.
    package var pathParameters: [HTTPQueryItem] = []

    /// A request from its parts.
    package init(
        method: String, target: HTTPTarget, headers: HTTPHeaders, body: [UInt8] = [], channel: HTTPChannel
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.channel = channel
    }

    /// The decoded path, for messages. Decide by ``HTTPTarget/segments``: a decoded slash looks like a separator here.
    package var path: String { "/" + target.segments.joined(separator: "/") }

    /// The first value of a query item.
    package func query(_ name: String) -> String? {
        target.query.first { $0.name == name }?.value
    }

    /// The text that stood in the place of `{name}`; empty if the pattern has no such name, which is a mistake in the route.
    package func pathParameter(_ name: String) -> String {
        pathParameters.first { $0.name == name }?.value ?? ""
    }
}
