import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

@Suite struct PanelFeedTests {
    @Test func `a feed tells of whole transactions, by whom and when, in a described shape`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen(stock: 6)
        try await panel.mei()
        let before = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        _ = try await panel.bill(pens: 2)
        let events = try await panel.events("/api/feed?since=\(before)") { $0.name == "mutation" }
        #expect(events[0].name == "welcomeback")
        #expect(events[0].json["seq"] == .integer(before + 1))
        let event = try #require(events.last)
        #expect(event.id == "\(before + 1)")
        let data = event.json
        #expect(data["nodeName"] == "Till 1")
        #expect(data["own"] == true)
        let documents = data["documents"]?.arrayValue ?? []
        #expect(Set(documents.map { $0.text("collection") }).isSuperset(of: ["bill", "product", "stockTransaction"]))
        let bill = try #require(documents.first { $0["collection"] == "bill" })
        #expect(bill["change"] == "appear")
        #expect(bill.text("key").hasSuffix("-A-0001"))
        let product = try #require(documents.first { $0["collection"] == "product" })
        #expect(product["fields"] == [["path": "stock", "before": 6, "after": 4, "merged": false]])
        let types = Set(data["types"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        #expect(types.isSuperset(of: ["bill.created", "product.changed", "stock.low"]))
        let shape = JSONShape(schemas: panel.description["components"]?["schemas"]?.objectValue ?? [:])
        #expect(shape.flaw(of: data, in: ["$ref": "#/components/schemas/Mutation"]) == nil)
        await panel.close()
    }

    @Test func `what is written after the welcome arrives, once and in order`() async throws {
        let panel = try await TestPanel.found()
        let start = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        async let events = panel.events("/api/feed") { event in
            // The feed is open now: write from here, on the stream's own thread.
            event.name == "mutation" && event.json["documents"]?[0]?["key"] == "Z"
        }
        // The first write may come before the feed is open; Z comes again and again until the feed has seen one.
        let writer = Task {
            var number = 0
            while !Task.isCancelled {
                number += 1
                _ = try await panel.post(
                    "/api/product", ["sku": "N-\(number)", "name": "n", "price": "1"], expecting: 201)
                if number == 5 {
                    _ = try await panel.post("/api/product", ["sku": "Z", "name": "z", "price": "1"], expecting: 201)
                }
                if number > 5 { _ = try await panel.call("PATCH", "/api/product/Z", ["name": "z\(number)"]) }
            }
        }
        let seen = try await events
        writer.cancel()
        _ = try? await writer.value
        #expect(seen[0].name == "welcome")
        let first = try #require(seen[0].json["seq"]?.integerValue)
        #expect(first >= start)
        let numbers = seen.dropFirst().compactMap { $0.json["seq"]?.integerValue }
        #expect(numbers == Array((first + 1)...(first + Int64(numbers.count))))
        await panel.close()
    }

    @Test func `a feed goes on after a restart where it stopped`() async throws {
        let directory = try ShortDirectory()
        let panel = try await TestPanel.found(in: directory)
        try await panel.pen()
        let last = try await panel.get("/api/status")["feed"]?.integerValue ?? 0
        try await panel.mei()
        await panel.close()

        let shop = try await ShopNode.open(at: directory.path + "/a", timeZone: TimeZone(secondsFromGMT: 0)!)
        let again = try await TestPanel(directory, shop)
        _ = try await again.bill()
        let events = try await again.events("/api/feed?since=1", headers: ["Last-Event-ID": "\(last)"]) {
            $0.json["types"]?.arrayValue?.contains("bill.created") == true
        }
        #expect(events[0].name == "welcomeback")
        let numbers = events.dropFirst().compactMap { $0.json["seq"]?.integerValue }
        #expect(numbers.first == last + 1)
        #expect(numbers == Array(numbers[0]...numbers[numbers.count - 1]))
        await again.close()
    }

    @Test func `a position from another life of the node is told to be unknown`() async throws {
        let panel = try await TestPanel.found()
        let events = try await panel.events("/api/feed?since=4000000") { _ in true }
        #expect(events[0].name == "reset")
        #expect(events[0].json["reason"] == "unknown")
        #expect(events[0].json["seq"] == (try await panel.get("/api/status")["feed"]))
        await panel.close()
    }

    @Test func `a feed of one collection leaves the others out`() async throws {
        let panel = try await TestPanel.found()
        let start = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        try await panel.pen()
        try await panel.mei()
        _ = try await panel.bill()
        let events = try await panel.events("/api/feed?since=\(start)&collection=bill&collection=customer") {
            $0.json["types"]?.arrayValue?.contains("bill.created") == true
        }
        let touched = events.dropFirst().flatMap { $0.json["documents"]?.arrayValue ?? [] }.map {
            $0.text("collection")
        }
        #expect(touched == ["customer", "bill"])
        #expect(events.dropFirst().allSatisfy { $0.json["documents"]?.arrayValue?.isEmpty == false })
        await panel.close()
    }

    @Test func `a quiet feed says that it lives, and a stopping server says why it ends`() async throws {
        var options = PanelOptions()
        options.heartbeat = .milliseconds(20)
        let panel = try await TestPanel.found(options: options)
        let (client, server) = (panel.client, panel.server)
        let frames = try await onOwnThread {
            var frames: [ServerSentFrame] = []
            try client.streamBlocking(HTTPClientRequest("GET", "/api/feed"), silence: .seconds(20)) { frame in
                frames.append(frame)
                // Ends the server while the stream is open; it must be told, and not be cut off.
                if case .comment = frame { Thread.detachNewThread { server.stop() } }
                return true
            }
            return frames
        }
        let seq = try await panel.shop.node.feedPosition()
        #expect(frames.contains(.comment(" seq \(seq)")) || frames.contains(.comment("seq \(seq)")))
        guard case .event(let last)? = frames.last else {
            Issue.record("the feed ended without an event: \(frames)")
            return
        }
        #expect(last.name == "disconnect")
        #expect(last.json["reason"] == "stopping")
        await panel.close()
    }

    @Test func `how the node stands to the others is told to who asks for it, after the greeting`() async throws {
        let panel = try await TestPanel.found()
        let events = try await panel.events("/api/feed?standing", until: { $0.name == "status" })
        #expect(events.map(\.name) == ["welcome", "status"])
        #expect(events[1].json["peers"] == [])
        #expect(events[1].json["pending"] == 0)
        await panel.close()
    }
}
