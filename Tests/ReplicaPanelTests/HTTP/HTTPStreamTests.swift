import Foundation
import ReplicaPanel
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HTTPStreamTests {
    private static func event(_ number: Int) -> [UInt8] {
        ServerSentEvent(id: "\(number)", name: "mutation", data: "{\"n\":\(number)}").encoded()
    }

    private static let feed = HTTPClientRequest("GET", "/api/feed")

    @Test func `sixty readers get every event in order, and a clean end when the server stops`() async throws {
        let waiting = Mutex<[HTTPStream]>([])
        let (joined, continuation) = AsyncStream.makeStream(of: Void.self)
        let server = try HTTPServer(endpoint: .loopback(port: 0)) { _ in
            let stream = HTTPStream()
            waiting.withLock { $0.append(stream) }
            continuation.yield()
            return .events(stream)
        }
        let client = server.client
        let readers = (0..<60).map { _ in
            Task {
                var numbers: [Int] = []
                for try await frame in client.stream(Self.feed, silence: .seconds(30)) {
                    if case .event(let event) = frame { numbers.append(Int(event.id ?? "") ?? -1) }
                }
                return numbers
            }
        }
        var iterator = joined.makeAsyncIterator()
        for _ in 0..<60 { await iterator.next() }
        let streams = waiting.withLock { $0 }
        for number in 0..<50 {
            for stream in streams {
                let isTaken = await stream.send(Self.event(number))
                #expect(isTaken)
            }
        }
        try await onOwnThread { server.stop() }
        for reader in readers {
            let numbers = try await reader.value
            #expect(numbers == Array(0..<50))
        }
        #expect(streams.allSatisfy { !$0.isOpen })
    }

    @Test func `a slow client makes its producer wait, within the bounds, and loses nothing`() async throws {
        let sent = Mutex(0)
        let piece = [UInt8](repeating: 0x7E, count: 10_000)
        let directory = try ShortDirectory()
        let server = try HTTPServer(endpoint: .unix(path: directory.path + "/s")) { _ in
            let stream = HTTPStream(queueBytes: 50_000) { stream in
                for _ in 0..<300 {
                    guard await stream.send(piece) else { return }
                    sent.withLock { $0 += 1 }
                }
            }
            return HTTPResponse(status: .ok, body: .stream(stream))
        }
        defer { server.stop() }
        let address = server.address
        let (before, received) = try await onOwnThread {
            let connection = try RawConnection(address)
            connection.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            // Nothing is read until the producer stands still: the socket's buffers and the queue are full.
            var count = -1
            while case let now = sent.withLock({ $0 }), now != count || now == 0 {
                count = now
                usleep(50_000)
            }
            return (count, try connection.receiveAll().utf8.count { $0 == 0x7E })
        }
        #expect(before < 300)
        #expect(received == 3_000_000)
        #expect(sent.withLock { $0 } == 300)
    }

    @Test func `a client that goes away cancels a producer that has nothing to send`() async throws {
        let (ends, continuation) = AsyncStream.makeStream(of: Bool.self)
        try await HTTPServer.serving { _ in
            .events(
                HTTPStream { stream in
                    _ = await stream.send(Self.event(1))
                    try? await Task.sleep(for: .seconds(600))
                    let isTaken = await stream.send(Self.event(2))
                    continuation.yield(Task.isCancelled && !isTaken && !stream.isOpen)
                })
        } _: { server in
            let address = server.address
            try await onOwnThread {
                let connection = try RawConnection(address)
                connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try connection.receive(until: "{\"n\":1}")
            }
            var iterator = ends.makeAsyncIterator()
            #expect(await iterator.next() == true)
        }
    }

    @Test func `a client that goes away wakes a producer that waits for room`() async throws {
        let (ends, continuation) = AsyncStream.makeStream(of: Bool.self)
        try await HTTPServer.serving { _ in
            HTTPResponse(
                status: .ok,
                body: .stream(
                    HTTPStream(queueBytes: 1000) { stream in
                        while await stream.send([UInt8](repeating: 0x61, count: 1000)) {}
                        continuation.yield(stream.isOpen)
                    }))
        } _: { server in
            let address = server.address
            try await onOwnThread {
                let connection = try RawConnection(address)
                connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try connection.receive()
            }
            var iterator = ends.makeAsyncIterator()
            #expect(await iterator.next() == false)
        }
    }

    @Test func `a quiet stream beats, and ends with its producer so that the connection lives on`() async throws {
        let beats = Mutex(0)
        try await HTTPServer.serving { _ in
            let heartbeat = HTTPStream.Heartbeat(every: .milliseconds(5)) {
                beats.withLock { $0 += 1 }
                return ServerSentEvent.comment("seq 7")
            }
            return .events(
                HTTPStream(heartbeat: heartbeat) { stream in
                    while beats.withLock({ $0 }) < 3 { await Task.yield() }
                    _ = await stream.send(Self.event(8))
                })
        } _: { server in
            let address = server.address
            let bodies = try await onOwnThread {
                let connection = try RawConnection(address)
                return try (0..<2).map { _ in
                    connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                    return String(decoding: try connection.receiveAnswer().body, as: UTF8.self)
                }
            }
            #expect(bodies[0].hasPrefix(": seq 7\n\n"))
            #expect(bodies[1].hasSuffix("id: 8\nevent: mutation\ndata: {\"n\":8}\n\n"))
        }
    }

    @Test func `an async sequence becomes a body`() async throws {
        try await HTTPServer.serving { _ in
            let source = AsyncStream<[UInt8]> { continuation in
                for word in ["one ", "two ", "three"] { continuation.yield(Array(word.utf8)) }
                continuation.finish()
            }
            return HTTPResponse(status: .ok, headers: ["Content-Type": "text/plain"], body: .stream(HTTPStream(source)))
        } _: { server in
            let response = try await server.client.send(HTTPClientRequest("GET", "/"))
            #expect(response.headers["Transfer-Encoding"] == "chunked")
            #expect(String(decoding: response.body, as: UTF8.self) == "one two three")
            let head = try await server.client.send(HTTPClientRequest("HEAD", "/"))
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
        }
    }

    @Test func `streams beyond the limit are refused while ordinary requests are served`() async throws {
        var limits = HTTPLimits()
        limits.streams = 2
        try await HTTPServer.serving(limits: limits) { request in
            request.target.segments == ["feed"]
                ? .events(
                    HTTPStream {
                        _ = await $0.send(Self.event(1))
                        try? await Task.sleep(for: .seconds(600))
                    }) : .text("here")
        } _: { server in
            let address = server.address
            let text = try await onOwnThread {
                let open = try (0..<2).map { _ in
                    let connection = try RawConnection(address)
                    connection.send("GET /feed HTTP/1.1\r\nHost: x\r\n\r\n")
                    _ = try connection.receive(until: "data")
                    return connection
                }
                let third = try RawConnection(address)
                third.send("GET /feed HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                return try withExtendedLifetime(open) { try third.receiveAll() }
            }
            #expect(text.hasPrefix("HTTP/1.1 503"))
            #expect(text.contains("too-many-streams"))
            #expect(await server.status() == 200)
        }
    }

    @Test func `before a client is there, a full queue refuses what does not wait`() async {
        let stream = HTTPStream(queueBytes: 10)
        #expect(stream.trySend([UInt8](repeating: 1, count: 50)))
        #expect(!stream.trySend([1]))
        let waiting = Task { await stream.send([2]) }
        waiting.cancel()
        #expect(await waiting.value == false)
        stream.finish()
        #expect(!stream.trySend([]))
        #expect(!stream.isOpen)
    }
}
