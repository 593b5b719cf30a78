import Foundation
import ReplicaPanel
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HTTPServerTests {
    /// Answers with everything the request says.
    private static let echo: @Sendable (HTTPRequest) async -> HTTPResponse = { request in
        var query: [JSON] = []
        for item in request.target.query { query.append([.string(item.name), .string(item.value)]) }
        return .json([
            "method": .string(request.method), "segments": .array(request.target.segments.map { .string($0) }),
            "query": .array(query), "body": .string(String(decoding: request.body, as: UTF8.self)),
            "probe": .string(request.headers["x-PROBE"] ?? ""), "channel": .string("\(request.channel)"),
        ])
    }

    @Test func `a request reaches the handler with method, path, query, headers and body`() async throws {
        try await HTTPServer.serving(handler: Self.echo) { server in
            let request = HTTPClientRequest(
                "POST", "/api/bill%2F7/%C3%A9?where=a%3D%3D1&explain&q=a+b%2Bc", headers: ["X-Probe": "yes"],
                body: Array("hello".utf8))
            let response = try await server.client.send(request)
            #expect(response.status == 200)
            #expect(response.headers["content-type"] == "application/json")
            #expect(
                try response.json() == [
                    "method": "POST", "segments": ["api", "bill/7", "é"],
                    "query": [["where", "a==1"], ["explain", ""], ["q", "a b+c"]], "body": "hello", "probe": "yes",
                    "channel": "loopback",
                ])
        }
    }

    @Test func `one connection carries many requests, also of bodies in chunks`() async throws {
        try await HTTPServer.serving(handler: Self.echo) { server in
            let address = server.address
            let answers = try await onOwnThread {
                let connection = try RawConnection(address)
                return try (0..<20).map { number in
                    connection.send(
                        "PUT /\(number) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\n\(number % 10)!\r\n0\r\n\r\n"
                    )
                    return try connection.receiveAnswer().json()
                }
            }
            #expect(answers.map { $0["segments"]?[0]?.stringValue } == (0..<20).map { "\($0)" })
            #expect(answers.map { $0["body"]?.stringValue } == (0..<20).map { "abc\($0 % 10)!" })
        }
    }

    @Test func `requests sent at once on one connection are answered in order`() async throws {
        try await HTTPServer.serving(handler: Self.echo) { server in
            let address = server.address
            let text = try await onOwnThread {
                let connection = try RawConnection(address)
                connection.send(
                    "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                return try connection.receiveAll()
            }
            let places = [text.range(of: "[\"a\"]"), text.range(of: "[\"b\"]")].compactMap { $0?.lowerBound }
            #expect(places.count == 2)
            #expect(places == places.sorted())
        }
    }

    @Test func `HEAD gets the header of GET with its length and no body`() async throws {
        try await HTTPServer.serving { _ in
            .text("twelve bytes")
        } _: { server in
            let response = try await server.client.send(HTTPClientRequest("HEAD", "/"))
            #expect(response.status == 200)
            #expect(response.headers["Content-Length"] == "12")
            #expect(response.body.isEmpty)
        }
    }

    @Test func `dots in a path are text, and nothing is resolved`() async throws {
        try await HTTPServer.serving(handler: Self.echo) { server in
            let response = try await server.client.send(HTTPClientRequest("GET", "/a/../%2e%2e/..%2Fetc//passwd"))
            #expect(try response.json()["segments"] == ["a", "..", "..", "../etc", "", "passwd"])
        }
    }

    @Test(arguments: ["/%", "/%4", "/%zz", "/%00", "/a%0Ab", "/%ff", "/?a=%f", "/?%C3=1"])
    func `a target that does not decode to text is refused`(target: String) async throws {
        try await HTTPServer.serving(handler: Self.echo) { server in
            let response = try await server.client.send(HTTPClientRequest("GET", target))
            #expect(response.status == 400)
            #expect(try response.json()["error"]?["code"] == "bad-target")
        }
    }

    @Test func `a body beyond the limit is refused, announced or in chunks, and the next client is served`()
        async throws
    {
        var limits = HTTPLimits()
        limits.bodyBytes = 1000
        try await HTTPServer.serving(limits: limits, handler: Self.echo) { server in
            let address = server.address
            let fits = try await server.client.send(
                HTTPClientRequest("POST", "/", body: [UInt8](repeating: 0x61, count: 1000)))
            #expect(fits.status == 200)
            let announced = try await server.client.send(
                HTTPClientRequest("POST", "/", body: [UInt8](repeating: 0x61, count: 2_000_000)))
            #expect(announced.status == 413)
            #expect(try announced.json()["error"]?["code"] == "body-too-large")
            let chunked = try await onOwnThread {
                let connection = try RawConnection(address)
                connection.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                for _ in 0..<100 { connection.send("64\r\n" + String(repeating: "a", count: 100) + "\r\n") }
                connection.send("0\r\n\r\n")
                return try connection.receiveAnswer()
            }
            #expect(chunked.status == 413)
            #expect(await server.status(HTTPClientRequest("GET", "/")) == 200)
        }
    }

    @Test func `a header or a target beyond the limits is refused`() async throws {
        try await HTTPServer.serving(handler: Self.echo) { server in
            var many = HTTPClientRequest("GET", "/")
            for number in 0..<100 { many.headers.append("X-\(number)", "1") }
            #expect(await server.status(many) == 431)
            let long = HTTPClientRequest("GET", "/", headers: ["X": String(repeating: "a", count: 20_000)])
            #expect(await server.status(long) == 431)
            let huge = HTTPClientRequest("GET", "/", headers: ["X": String(repeating: "a", count: 200_000)])
            #expect(await server.status(huge) == 431)
            let target = HTTPClientRequest("GET", "/" + String(repeating: "a", count: 9000))
            #expect(await server.status(target) == 414)
        }
    }

    @Test(arguments: [
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 3\r\nContent-Length: 4\r\n",
        "Content-Length: -1\r\n", "Content-Length: 3x\r\n",
    ])
    func `a request that does not say clearly where it ends is refused`(fields: String) async throws {
        try await HTTPServer.serving(handler: Self.echo) { server in
            let address = server.address
            let text = try await onOwnThread {
                let connection = try RawConnection(address)
                connection.send("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(fields)\r\n3\r\nabc\r\n0\r\n\r\n")
                return try connection.receiveAll()
            }
            #expect(text.hasPrefix("HTTP/1.1 400"), "\(text)")
        }
    }

    @Test func `a handler that takes too long is cancelled and the client is told`() async throws {
        var limits = HTTPLimits()
        limits.handlerTime = .milliseconds(50)
        let (events, continuation) = AsyncStream.makeStream(of: Bool.self)
        try await HTTPServer.serving(limits: limits) { _ in
            try? await Task.sleep(for: .seconds(60))
            continuation.yield(Task.isCancelled)
            return .text("late")
        } _: { server in
            let response = try await server.client.send(HTTPClientRequest("GET", "/"))
            #expect(response.status == 503)
            #expect(try response.json()["error"]?["code"] == "too-slow")
            var iterator = events.makeAsyncIterator()
            #expect(await iterator.next() == true)
        }
    }

    @Test func `handlers of many clients run at the same time`() async throws {
        let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])
        try await HTTPServer.serving { _ in
            await withCheckedContinuation { continuation in
                let all = waiting.withLock { waiting in
                    waiting.append(continuation)
                    return waiting.count == 50 ? waiting : []
                }
                for one in all { one.resume() }
            }
            return .text("together")
        } _: { server in
            let client = server.client
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 { group.addTask { try await client.send(HTTPClientRequest("GET", "/")).status } }
                for try await status in group { #expect(status == 200) }
            }
        }
    }

    @Test func `a client that drips its header is cut off while another one is served`() async throws {
        var limits = HTTPLimits()
        limits.headerTime = .milliseconds(300)
        limits.connections = 4
        try await HTTPServer.serving(limits: limits, handler: Self.echo) { server in
            let address = server.address
            let drips = (0..<8).map { _ in
                Task {
                    try await onOwnThread {
                        let connection = try RawConnection(address)
                        connection.send("GET / HTTP/1.1\r\nHost: x\r\nX-Drip: ")
                        var sent = 0
                        while sent < 2000, connection.send("a") {
                            sent += 1
                            usleep(5000)
                        }
                        return sent
                    }
                }
            }
            let response = try await server.client.send(HTTPClientRequest("GET", "/"))
            #expect(response.status == 200)
            for drip in drips {
                let sent = try await drip.value
                #expect(sent < 2000)
            }
        }
    }

    @Test(arguments: ["GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"])
    func `however many clients owe their requests, who delivers at once is served at once`(start: String) async throws {
        var limits = HTTPLimits()
        limits.headerTime = .seconds(60)
        limits.bodyTime = .seconds(60)
        limits.connections = 16
        try await HTTPServer.serving(limits: limits, handler: Self.echo) { server in
            let address = server.address
            let slow = try await onOwnThread {
                try (0..<40).map { _ in
                    let connection = try RawConnection(address)
                    connection.send(start)
                    return connection
                }
            }
            for _ in 0..<20 {
                #expect(try await server.client.send(HTTPClientRequest("GET", "/")).status == 200)
            }
            let begun = ContinuousClock.now
            let cut = try await onOwnThread { try slow[0].receiveAll() }
            #expect(cut == "" && ContinuousClock.now - begun < .seconds(9), "the oldest made room")
        }
    }

    @Test func `a client that drips its body or keeps a connection idle is cut off`() async throws {
        var limits = HTTPLimits()
        limits.bodyTime = .milliseconds(100)
        limits.idleTime = .milliseconds(100)
        try await HTTPServer.serving(limits: limits, handler: Self.echo) { server in
            let address = server.address
            let rest = try await onOwnThread {
                let body = try RawConnection(address)
                body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
                let idle = try RawConnection(address)
                idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                let answer = try idle.receiveAnswer()
                var drips = 0
                while drips < 900, body.send("a") {
                    drips += 1
                    usleep(5000)
                }
                return (answer.status, try idle.receiveAll(), drips)
            }
            #expect(rest.0 == 200)
            #expect(rest.1 == "")
            #expect(rest.2 < 900)
        }
    }

    @Test func `stopping answers open requests, refuses new connections and can be repeated`() async throws {
        let (started, continuation) = AsyncStream.makeStream(of: Void.self)
        let server = try HTTPServer(endpoint: .loopback(port: 0)) { _ in
            continuation.yield()
            try? await Task.sleep(for: .seconds(60))
            return .text("late")
        }
        let client = server.client
        let open = Task { try await client.send(HTTPClientRequest("GET", "/")) }
        var iterator = started.makeAsyncIterator()
        await iterator.next()
        try await onOwnThread {
            server.stop()
            server.stop()
        }
        let answer = try await open.value
        #expect(answer.status == 503)
        await #expect(throws: HTTPClientError.notRunning(server.address)) {
            try await client.send(HTTPClientRequest("GET", "/"))
        }
    }

    @Test func `an answer with a header that would break the message closes the connection`() async throws {
        try await HTTPServer.serving { _ in
            HTTPResponse(status: .seeOther, headers: ["Location": "/\r\nSet-Cookie: a=b"])
        } _: { server in
            await #expect(throws: HTTPClientError.connectionLost) {
                _ = try await server.client.send(HTTPClientRequest("GET", "/"))
            }
            return
        }
    }

    @Test func `no bytes at all make the server fall, and it serves on`() async throws {
        var limits = HTTPLimits()
        limits.headerTime = .milliseconds(100)
        limits.bodyTime = .milliseconds(100)
        limits.idleTime = .milliseconds(100)
        try await HTTPServer.serving(limits: limits, handler: Self.echo) { server in
            let address = server.address
            let sample = Array("POST /a/b?c=d HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nX-Y: z\r\n\r\nabcd".utf8)
            try await onOwnThread {
                for seed in 0..<300 as Range<UInt64> {
                    var random = SplitMix64(state: seed)
                    var bytes = sample
                    for _ in 0..<random.next() % 8 {
                        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
                    }
                    if seed % 3 == 0 {
                        bytes = (0..<random.next() % 400).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                    }
                    let connection = try RawConnection(address)
                    connection.send(Array(bytes.prefix(Int(random.next() % UInt64(bytes.count + 1)))))
                    if seed % 50 == 0 { _ = try connection.receiveAll() }
                }
            }
            #expect(await server.status(HTTPClientRequest("GET", "/")) == 200)
        }
    }
}
