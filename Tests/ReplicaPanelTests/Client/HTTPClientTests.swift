import Foundation
import ReplicaPanel
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HTTPClientTests {
    @Test func `a call that takes too long ends at its deadline`() async throws {
        try await HTTPServer.serving { _ in
            try? await Task.sleep(for: .seconds(600))
            return .text("late")
        } _: { server in
            await #expect(throws: HTTPClientError.timedOut) {
                _ = try await server.client.send(HTTPClientRequest("GET", "/"), within: .milliseconds(50))
            }
            return
        }
    }

    @Test func `cancelling a task ends its call`() async throws {
        let (started, continuation) = AsyncStream.makeStream(of: Void.self)
        try await HTTPServer.serving { _ in
            continuation.yield()
            try? await Task.sleep(for: .seconds(600))
            return .text("late")
        } _: { server in
            let client = server.client
            let call = Task { try await client.send(HTTPClientRequest("GET", "/")) }
            var iterator = started.makeAsyncIterator()
            await iterator.next()
            call.cancel()
            await #expect(throws: HTTPClientError.cancelled) { _ = try await call.value }
            return
        }
    }

    @Test func `a stream that falls silent is given up`() async throws {
        try await HTTPServer.serving { _ in
            .events(HTTPStream { _ in try? await Task.sleep(for: .seconds(600)) })
        } _: { server in
            var iterator = server.client.stream(HTTPClientRequest("GET", "/"), silence: .milliseconds(50))
                .makeAsyncIterator()
            await #expect(throws: HTTPClientError.timedOut) { _ = try await iterator.next() }
            return
        }
    }

    @Test func `a reader that stops reading lets the server's producer go`() async throws {
        let (ends, continuation) = AsyncStream.makeStream(of: Void.self)
        try await HTTPServer.serving { _ in
            .events(
                HTTPStream { stream in
                    while await stream.send(ServerSentEvent(data: "x").encoded()) {}
                    continuation.yield()
                })
        } _: { server in
            for try await frame in server.client.stream(HTTPClientRequest("GET", "/"), silence: .seconds(30)) {
                #expect(frame == .event(ServerSentEvent(data: "x")))
                break
            }
            var iterator = ends.makeAsyncIterator()
            await iterator.next()
        }
    }

    @Test func `the blocking calls work from a thread, over a Unix socket`() async throws {
        let directory = try ShortDirectory()
        let server = try HTTPServer(endpoint: .unix(path: directory.path + "/s")) { request in
            guard request.target.segments == ["feed"] else { return .json(["ok": true]) }
            return .events(
                HTTPStream { stream in
                    for number in 0..<5 { _ = await stream.send(ServerSentEvent(data: "\(number)").encoded()) }
                })
        }
        defer { server.stop() }
        let client = server.client
        let (answer, lines) = try await onOwnThread {
            let answer = try client.sendBlocking(HTTPClientRequest("POST", "/x", json: ["a": 1]))
            var lines: [String] = []
            try client.streamBlocking(HTTPClientRequest("GET", "/feed"), silence: .seconds(30)) { frame in
                if case .event(let event) = frame { lines.append(event.data) }
                return lines.count < 3
            }
            return (try answer.json(), lines)
        }
        #expect(answer == ["ok": true])
        #expect(lines == ["0", "1", "2"])
    }

    @Test func `an answer that is no stream is handed over as what it is`() async throws {
        let failure = HTTPFailure(
            .notFound, code: "unknown", "There is no such thing.", hint: "Look again.", field: "id")
        try await HTTPServer.serving { _ in
            failure.response
        } _: { server in
            var iterator = server.client.stream(HTTPClientRequest("GET", "/"), silence: .seconds(5)).makeAsyncIterator()
            do {
                _ = try await iterator.next()
                Issue.record("no error")
            } catch HTTPClientError.notAStream(let response) {
                #expect(response.status == 404)
                #expect(
                    String(decoding: response.body, as: UTF8.self)
                        == #"{"error":{"code":"unknown","exit":3,"message":"There is no such thing.","hint":"Look again.","field":"id"}}"#
                )
            }
        }
    }

    @Test(arguments: ["/a b", "a", "", "/a\r\nX: y", "/é"])
    func `a target that would break the message is not sent`(target: String) async {
        let client = HTTPClient(endpoint: .loopback(port: 1))
        await #expect(throws: HTTPClientError.badRequest("the target \(target)")) {
            _ = try await client.send(HTTPClientRequest("GET", target))
        }
    }

    @Test func `an answer beyond the limit is given up`() async throws {
        var limits = HTTPClientLimits()
        limits.bodyBytes = 100
        try await HTTPServer.serving { _ in
            .text(String(repeating: "a", count: 101))
        } _: { server in
            let client = HTTPClient(endpoint: server.address, limits: limits)
            await #expect(throws: HTTPClientError.answerTooLarge(maximumBytes: 100)) {
                _ = try await client.send(HTTPClientRequest("GET", "/"))
            }
            return
        }
    }
}
