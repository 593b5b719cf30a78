import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

/// The feed for readers that are behind: what they are told is bounded, marked, and whole.
@Suite struct PanelSlowReaderTests {
    /// The rows that an event tells of.
    private static func range(_ event: ServerSentEvent) -> ClosedRange<Int64>? {
        guard event.name == "mutation", let seq = event.json["seq"]?.integerValue else { return nil }
        return (event.json["coalesced"]?["from"]?.integerValue ?? seq)...seq
    }

    private static func limits(_ change: (inout FeedLimits) -> Void) -> PanelOptions {
        var options = PanelOptions()
        change(&options.feed)
        return options
    }

    @Test func `a reader that is far behind is told each document's last state, marked`() async throws {
        let panel = try await TestPanel.found(options: Self.limits { $0.coalesceBeyond = 5 })
        let start = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        try await panel.pen(stock: 10)
        for _ in 0..<6 { _ = try await panel.post("/api/stock/PEN-01/receive", ["quantity": 2]) }
        let last = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        let plain = try await panel.events("/api/feed?since=\(start)") { $0.name == "mutation" }
        let event = try #require(plain.last)
        #expect(event.id == "\(last)")
        #expect(
            event.json["coalesced"] == [
                "count": .integer(last - start), "from": .integer(start + 1), "to": .integer(last),
            ])
        let shape = JSONShape(schemas: panel.description["components"]?["schemas"]?.objectValue ?? [:])
        #expect(shape.flaw(of: event.json, in: ["$ref": "#/components/schemas/Mutation"]) == nil)
        let pens = PanelViewTests.documents(event).filter { $0["collection"] == "product" }
        #expect(pens.count == 1 && pens[0]["change"] == "appear")
        let stock = pens[0]["fields"]?.arrayValue?.first { $0["path"] == "stock" }
        #expect(stock?["before"] == .null && stock?["after"] == 22)

        let every = try await panel.events("/api/feed?every&since=\(start)") { $0.id == "\(last)" }
        #expect(every.dropFirst().allSatisfy { $0.json["coalesced"] == nil })
        #expect(every.dropFirst().compactMap { $0.json["seq"]?.integerValue } == Array((start + 1)...last))

        // A view against what the reader knew: the pens were in it after their first row, and are not any more.
        let views = PanelViewTests.target([("product", "level < 15"), ("product", "level > 20")], "since=\(start + 1)")
        let viewed = try #require(try await panel.events(views) { $0.name == "mutation" }.last)
        #expect(viewed.json["coalesced"]?["count"] == .integer(last - start - 1))
        #expect(PanelViewTests.documents(viewed).map { $0.text("change") } == ["disappear", "appear"])
        await panel.close()
    }

    @Test func `what a view does not show takes no room in what it is told`() async throws {
        let options = Self.limits {
            $0.coalesceBeyond = 5
            $0.coalescedDocuments = 3
        }
        let panel = try await TestPanel.found(options: options)
        try await panel.pen(stock: 10)
        let start = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        // Each of these is a movement of its own besides the product.
        for _ in 0..<8 { _ = try await panel.post("/api/stock/PEN-01/receive", ["quantity": 2]) }
        for target in [
            "/api/feed?since=\(start)&collection=product",
            PanelViewTests.target([("product", "level > 20")], "since=\(start)"),
        ] {
            let events = try await panel.events(target) { ["mutation", "reset"].contains($0.name) }
            #expect(events.last?.name == "mutation" && events.last?.json["coalesced"]?["count"] == 8)
        }
        let all = try await panel.events("/api/feed?since=\(start)") { ["mutation", "reset"].contains($0.name) }
        #expect(all.last?.json["reason"] == "behind")
        await panel.close()
    }

    @Test func `a reader that is too far behind is told so and gets a fresh snapshot in the same stream`() async throws
    {
        let panel = try await TestPanel.found(
            options: Self.limits {
                $0.coalesceBeyond = 2
                $0.coalescedDocuments = 3
            })
        let start = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        for number in 0..<4 {
            _ = try await panel.post("/api/product", ["sku": "A-\(number)", "name": "a", "price": "1"], expecting: 201)
        }
        let last = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        let events = try await panel.events("/api/feed?snapshot&collection=product&since=\(start)") {
            $0.name == "snapshot-end"
        }
        #expect(events.map(\.name) == ["welcomeback", "reset", "snapshot-begin", "snapshot", "snapshot-end"])
        #expect(events[1].json["reason"] == "behind" && events[1].id == "\(start)")
        #expect(events[3].json["documents"]?.arrayValue?.count == 4)
        #expect(events[4].id == "\(last)")
        let bare = try await panel.events("/api/feed?since=\(start)") { $0.name == "reset" }
        #expect(bare.last?.id == "\(last)")
        let unknown = try await panel.events("/api/feed?snapshot&collection=product&since=999999") {
            $0.name == "snapshot-end"
        }
        #expect(unknown.first?.name == "reset" && unknown.first?.json["reason"] == "unknown")
        await panel.close()
    }

    @Test func `a reader that stops reading holds nobody up and misses no row`() async throws {
        let panel = try await TestPanel.found(
            options: Self.limits {
                $0.pageRows = 4
                $0.coalesceBeyond = 20
            })
        let start = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        let connection = try RawConnection(.unix(path: panel.server.socketPath))
        connection.send("GET /api/feed?since=\(start) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        let head = try await onOwnThread { try connection.receive(until: "welcomeback") }
        #expect(head.contains("200"))
        // More than the socket and the stream's queue hold together, while nobody reads.
        let filling = String(repeating: "x", count: 900)
        for number in 0..<350 {
            let input = CustomerInput(name: "C \(number)", note: filling)
            _ = try await panel.shop.addCustomer(input)
        }
        let last = Int64(try await panel.shop.node.feedPosition())
        let events = try await onOwnThread {
            var (answer, parser) = (HTTPResponseParser(method: "GET"), ServerSentEventParser())
            _ = try answer.push(Array(head.utf8))
            var events: [ServerSentEvent] = []
            while Self.range(events.last ?? .init(data: ""))?.upperBound != last {
                let bytes = try connection.receive()
                guard !bytes.isEmpty, events.last?.name != "reset" else { break }
                for case .body(let piece) in try answer.push(bytes) {
                    for case .event(let event) in try parser.push(piece) { events.append(event) }
                }
            }
            return events
        }
        let ranges = events.compactMap(Self.range)
        #expect(ranges.contains { $0.count > 20 })
        var next = start + 1
        for range in ranges {
            #expect(range.lowerBound == next)
            next = range.upperBound + 1
        }
        #expect(next == last + 1)
        await panel.close()
    }

    @Test func `a reader cut off within an event goes on where the last whole one ended`() async throws {
        let panel = try await TestPanel.found()
        let start = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        for number in 0..<30 {
            _ = try await panel.post("/api/product", ["sku": "A-\(number)", "name": "a", "price": "1"], expecting: 201)
        }
        let last = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        for bytes in [900, 1_777, 4_001, 6_543] {
            let connection = try RawConnection(.unix(path: panel.server.socketPath))
            connection.send("GET /api/feed?since=\(start) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let (events, id) = try await onOwnThread {
                var (answer, parser) = (HTTPResponseParser(method: "GET"), ServerSentEventParser())
                var events: [ServerSentEvent] = []
                var left = bytes
                while left > 0 {
                    let piece = try connection.receive(atMost: left)
                    left -= piece.count
                    for case .body(let body) in try answer.push(piece) {
                        for case .event(let event) in try parser.push(body) { events.append(event) }
                    }
                }
                return (events, parser.lastEventID)
            }
            let rest = try await panel.events("/api/feed?since=\(start)", headers: ["Last-Event-ID": id ?? "\(start)"])
            {
                $0.name == "mutation" && $0.id == "\(last)"
            }
            let seen = (events + rest).filter { $0.name == "mutation" }.compactMap { $0.json["seq"]?.integerValue }
            #expect(seen == Array((start + 1)...last), "cut after \(bytes) bytes")
        }
        await panel.close()
    }
}
