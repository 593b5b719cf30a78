import Foundation
import ReplicaPanel
import Testing

extension HTTPServer {
    /// A server on a free loopback port for the length of `body`.
    static func serving<Result>(
        limits: HTTPLimits = HTTPLimits(), handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse,
        _ body: (HTTPServer) async throws -> Result
    ) async throws -> Result {
        let server = try HTTPServer(endpoint: .loopback(port: 0), limits: limits, handler: handler)
        defer { server.stop() }
        return try await body(server)
    }

    var client: HTTPClient { HTTPClient(endpoint: address) }

    /// The status of the answer; `nil` if there is none.
    func status(_ request: HTTPClientRequest = HTTPClientRequest("GET", "/")) async -> Int? {
        try? await client.send(request).status
    }
}

/// A directory of its own under a short path (socket paths have 107 bytes), removed when the last reference goes.
final class ShortDirectory: Sendable {
    let path: String

    init() throws {
        path = "/tmp/rp-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
