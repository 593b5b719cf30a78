import Foundation
import ReplicaPanel
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite(.timeLimit(.minutes(1)))
struct HTTPUnixSocketTests {
    private static let hello: @Sendable (HTTPRequest) async -> HTTPResponse = { .text("\($0.channel)") }

    @Test func `the socket is its owner's alone, serves, and goes away with the server`() async throws {
        let directory = try ShortDirectory()
        let path = directory.path + "/s"
        let server = try HTTPServer(endpoint: .unix(path: path), handler: Self.hello)
        var status = stat()
        #expect(unsafe lstat(path, &status) == 0)
        #expect(status.st_mode == S_IFSOCK | 0o600)
        let response = try await server.client.send(HTTPClientRequest("GET", "/"))
        #expect(String(decoding: response.body, as: UTF8.self) == "unixSocket")
        try await onOwnThread { server.stop() }
        #expect(unsafe lstat(path, &status) != 0)
    }

    @Test func `a dead process's socket is replaced, a living one's is not`() async throws {
        let directory = try ShortDirectory()
        let endpoint = HTTPEndpoint.unix(path: directory.path + "/s")
        let dead = try StreamSocket.open(for: endpoint)
        #expect(StreamSocket.bind(dead, to: endpoint) == 0)
        close(dead)
        let server = try HTTPServer(endpoint: endpoint, handler: Self.hello)
        defer { server.stop() }
        #expect(throws: HTTPServerError.inUse(directory.path + "/s")) {
            try HTTPServer(endpoint: endpoint, handler: Self.hello)
        }
        #expect(await server.status(HTTPClientRequest("GET", "/")) == 200)
    }

    @Test func `a socket that another program listens on is left alone`() throws {
        let directory = try ShortDirectory()
        let endpoint = HTTPEndpoint.unix(path: directory.path + "/s")
        let other = try StreamSocket.open(for: endpoint)
        defer { close(other) }
        #expect(StreamSocket.bind(other, to: endpoint) == 0)
        #expect(listen(other, 1) == 0)
        #expect(throws: HTTPServerError.inUse(directory.path + "/s")) {
            try HTTPServer(endpoint: endpoint, handler: Self.hello)
        }
    }

    @Test func `a file of another kind is left alone`() throws {
        let directory = try ShortDirectory()
        let path = directory.path + "/s"
        try Data("keep".utf8).write(to: URL(filePath: path))
        #expect(throws: HTTPServerError.notASocket(path: path)) {
            try HTTPServer(endpoint: .unix(path: path), handler: Self.hello)
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == Data("keep".utf8))
    }

    @Test func `a path that does not fit is refused by name, on both sides`() async throws {
        let path = "/tmp/" + String(repeating: "a", count: 200)
        let maximum = StreamSocket.maximumPathBytes
        #expect(throws: HTTPServerError.pathTooLong(path: path, maximumBytes: maximum)) {
            try HTTPServer(endpoint: .unix(path: path), handler: Self.hello)
        }
        await #expect(throws: HTTPClientError.pathTooLong(path: path, maximumBytes: maximum)) {
            try await HTTPClient(endpoint: .unix(path: path)).send(HTTPClientRequest("GET", "/"))
        }
    }

    @Test func `a port in use is refused, and nobody behind a path is said plainly`() async throws {
        let server = try HTTPServer(endpoint: .loopback(port: 0), handler: Self.hello)
        defer { server.stop() }
        #expect(throws: HTTPServerError.inUse(server.address.description)) {
            try HTTPServer(endpoint: server.address, handler: Self.hello)
        }
        let nobody = HTTPEndpoint.unix(path: "/tmp/rp-nobody-\(UUID().uuidString.prefix(8))")
        await #expect(throws: HTTPClientError.notRunning(nobody)) {
            try await HTTPClient(endpoint: nobody).send(HTTPClientRequest("GET", "/"))
        }
    }

    @Test func `servers that start and stop in turn leave no descriptor behind`() async {
        await #expect(processExitsWith: .success) {
            let directory = try ShortDirectory()
            func turn() async throws {
                let server = try HTTPServer(endpoint: .unix(path: directory.path + "/s")) { _ in .text("hello") }
                _ = try await server.client.send(HTTPClientRequest("GET", "/"))
                try await onOwnThread { server.stop() }
            }
            func openDescriptors() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count
            }
            try await turn()
            let before = try openDescriptors()
            for _ in 0..<20 { try await turn() }
            // The thread of the last watch may still be about to close its pipe.
            for _ in 0..<1000 where try openDescriptors() > before { usleep(1000) }
            #expect(try openDescriptors() <= before)
        }
    }
}
