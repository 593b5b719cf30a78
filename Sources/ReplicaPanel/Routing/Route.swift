/// One operation of the interface: where, what it says of itself, and what it does. The description is part of the route, so that
/// nothing is served that is not described.
package struct Route: Sendable {
    /// Answers a request whose ``HTTPRequest/pathParameters`` are filled in.
    package typealias Handler = @Sendable (HTTPRequest) async throws(HTTPFailure) -> HTTPResponse

    /// The method.
    package let method: HTTPMethod
    /// The path.
    package let pattern: RoutePattern
    /// The description.
    package let operation: OpenAPIOperation
    /// The work.
    package let handler: Handler

    /// A route from its parts.
    package init(
        _ method: HTTPMethod, _ pattern: RoutePattern, _ operation: OpenAPIOperation, handler: @escaping Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.operation = operation
        self.handler = handler
    }
}
