import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

/// The feed with filters: a snapshot, and what becomes of its documents.
@Suite struct PanelViewTests {
    /// A feed's address with views.
    static func target(_ views: [(String, String)], _ more: String = "") -> String {
        let parts = views.map { collection, filter in
            let text = filter.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return "collection=\(collection)&where=\(text)"
        }
        return "/api/feed?\((parts + (more.isEmpty ? [] : [more])).joined(separator: "&"))"
    }

    static func documents(_ event: ServerSentEvent) -> [JSON] { event.json["documents"]?.arrayValue ?? [] }

    private static func check(_ panel: TestPanel, _ event: ServerSentEvent, _ shape: String) {
        let shapes = JSONShape(schemas: panel.description["components"]?["schemas"]?.objectValue ?? [:])
        let flaw = shapes.flaw(of: event.json, in: ["$ref": .string("#/components/schemas/\(shape)")])
        #expect(flaw == nil, "\(event.json)")
    }

    @Test func `a bill enters a view, changes in it and leaves it, with its row before and after`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let start = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        let bill = try await panel.bill(pens: 4).text("number")
        _ = try await panel.bill(pens: 1)
        _ = try await panel.post("/api/bill/\(bill)/pay", ["amount": "2"])
        _ = try await panel.post("/api/bill/\(bill)/pay", [:])
        let last = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        let address = Self.target([("bill", #"payment == "unpaid" && total > 5"#)], "since=\(start)")
        let events = try await panel.events(address) { $0.id == "\(last)" }
        let mutations = events.filter { $0.name == "mutation" }
        for event in mutations { Self.check(panel, event, "Mutation") }
        let seen = mutations.flatMap(Self.documents)
        #expect(seen.map { $0.text("change") } == ["appear", "update", "disappear"])
        #expect(seen.allSatisfy { $0["key"] == .string(bill) && $0["subscription"] == 0 })
        #expect(seen[0]["previous"] == .null && seen[0]["document"]?["payment"] == "open")
        #expect(seen[1]["previous"]?["payment"] == "open" && seen[1]["document"]?["payment"] == "partly-paid")
        #expect(seen[2]["previous"]?["payment"] == "partly-paid" && seen[2]["document"]?["payment"] == "paid")
        #expect(mutations.allSatisfy { $0.json["transactionTotalEvents"] == 1 })
        #expect(mutations.first?.json["nodeName"] == "Till 1" && mutations.first?.json["live"] == true)
        #expect(mutations.first?.json["madeAt"] != nil && mutations.first?.json["receivedAt"] != nil)
        await panel.close()
    }

    @Test func `a snapshot and what follows it have no gap and no overlap while others write`() async throws {
        let panel = try await TestPanel.found()
        for number in 0..<7 {
            _ = try await panel.post(
                "/api/product", ["sku": "A-\(number)", "name": "a", "price": "1", "stock": .integer(Int64(number))],
                expecting: 201)
        }
        let writer = Task {
            var number = 0
            while !Task.isCancelled {
                number += 1
                _ = try await panel.call("POST", "/api/stock/A-\(number % 7)/receive", ["quantity": 1])
                if number.isMultiple(of: 3) {
                    _ = try await panel.post(
                        "/api/product", ["sku": "B-\(number)", "name": "b", "price": "1"], expecting: 201)
                }
            }
        }
        let address = Self.target([("product", "level < 6")], "snapshot")
        let events = try await panel.events(address) { event in
            event.name == "mutation" && Self.documents(event).contains { $0.text("key") == "B-15" }
        }
        writer.cancel()
        _ = try? await writer.value
        #expect(events.prefix(2).map(\.name) == ["welcome", "snapshot-begin"])
        let end = try #require(events.firstIndex { $0.name == "snapshot-end" })
        #expect(events[..<end].allSatisfy { $0.id == nil })
        let seq = try #require(events[end].json["seq"]?.integerValue)
        #expect(events[end].id == "\(seq)" && events[0].json["seq"] == .integer(seq))
        var levels: [String: Int64] = [:]
        for event in events[..<end] where event.name == "snapshot" {
            Self.check(panel, event, "SnapshotPage")
            for document in Self.documents(event) {
                levels[document.text("key")] = document["document"]?["level"]?.integerValue
            }
        }
        // Every step fits to the state that the steps before it led to: nothing was missed, nothing came twice.
        var position = seq
        for event in events[(end + 1)...] where event.name == "mutation" {
            let next = try #require(event.json["seq"]?.integerValue)
            #expect(next > position)
            position = next
            for document in Self.documents(event) {
                let key = document.text("key")
                #expect(document["previous"]?["level"]?.integerValue == levels[key], "\(key) at \(next)")
                #expect(document["change"] == (levels[key] == nil ? "appear" : document["change"]))
                levels[key] = document["change"] == "disappear" ? nil : document["document"]?["level"]?.integerValue
            }
        }
        #expect(levels.values.allSatisfy { $0 < 6 })
        await panel.close()
    }

    @Test func `a large snapshot comes in bounded pages`() async throws {
        var options = PanelOptions()
        options.feed.snapshotPage = 3
        let panel = try await TestPanel.found(options: options)
        for number in 0..<7 {
            _ = try await panel.post("/api/product", ["sku": "A-\(number)", "name": "a", "price": "1"], expecting: 201)
        }
        try await panel.mei()
        let events = try await panel.events(
            "/api/feed?snapshot&collection=product&collection=customer&collection=series"
        ) {
            $0.name == "snapshot-end"
        }
        let pages = events.filter { $0.name == "snapshot" }
        #expect(pages.map { Self.documents($0).count } == [3, 3, 1, 2, 1])
        #expect(pages.map { $0.json["subscription"]?.integerValue } == [0, 0, 0, 1, 2])
        #expect(events.last?.json["count"] == 10)
        await panel.close()
    }

    @Test func `a bad filter ends its own view alone`() async throws {
        let panel = try await TestPanel.found()
        let address = Self.target(
            [
                ("bill", "totl > 3"), ("product", ""), ("bil", ""), ("product", #"name ~ "ink""#),
                ("profile", "colour == 1"),
            ],
            "snapshot")
        let started = Task {
            try await Task.sleep(for: .milliseconds(1))
            while !Task.isCancelled {
                _ = try await panel.call(
                    "POST", "/api/product", ["sku": .string("I-\(UUID())"), "name": "Ink", "price": "1"], expecting: 201
                )
            }
        }
        let events = try await panel.events(address) { $0.name == "mutation" && Self.documents($0).count == 2 }
        started.cancel()
        _ = try? await started.value
        let errors = events.filter { $0.name == "error" }
        for error in errors { Self.check(panel, error, "SubscriptionError") }
        #expect(errors.map { $0.json["subscription"]?.integerValue } == [0, 2, 4])
        #expect(errors.map { $0.json.code } == ["bad-filter", "bad-parameter", "bad-filter"])
        #expect(errors[0].json["error"]?.text("hint").hasPrefix("Did you mean total?") == true)
        #expect(errors[1].json["error"]?.text("hint").hasPrefix("Did you mean bill?") == true)
        let last = try #require(events.last)
        #expect(Self.documents(last).map { $0["subscription"]?.integerValue } == [1, 3])
        await panel.close()
    }

    @Test func `what can't be asked for is refused before the stream begins`() async throws {
        let panel = try await TestPanel.found()
        for query in ["where=a", "snapshot", "collection=bill&where=id&every", "collection=bill&where=a&where=b"] {
            let answer = try await panel.get("/api/feed?\(query)", expecting: 400)
            #expect(answer.code == "bad-parameter", "\(query)")
        }
        let many = Array(repeating: "collection=bill", count: FeedLimits.maximumViews + 1).joined(separator: "&")
        #expect(try await panel.get("/api/feed?\(many)", expecting: 400).code == "bad-parameter")
        await panel.close()
    }

    @Test func `after a restart a view tells of what left it while nobody looked`() async throws {
        let directory = try ShortDirectory()
        let panel = try await TestPanel.found(in: directory)
        try await panel.pen()
        try await panel.mei()
        let bill = try await panel.bill(pens: 2).text("number")
        let address = Self.target([("bill", "open > 0")], "snapshot")
        let before = try await panel.events(address) { $0.name == "snapshot-end" }
        let last = try #require(before.last?.id)
        #expect(before.flatMap(Self.documents).map { $0.text("key") } == [bill])
        _ = try await panel.post("/api/bill/\(bill)/pay", [:])
        await panel.close()

        let shop = try await ShopNode.open(at: directory.path + "/a", timeZone: TimeZone(secondsFromGMT: 0)!)
        let again = try await TestPanel(directory, shop)
        let events = try await again.events(address, headers: ["Last-Event-ID": last]) { $0.name == "mutation" }
        #expect(events.map(\.name) == ["welcomeback", "mutation"])
        let document = try #require(events.last.flatMap { Self.documents($0).first })
        #expect(document["change"] == "disappear" && document["key"] == .string(bill))
        #expect(document["document"]?["open"]?["minor"] == 0)
        await again.close()
    }

    @Test func `a customer's node shows in a view what it holds, and nothing else`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        let mei = try await panel.mei()
        _ = try await panel.post("/api/customer", ["name": "Ben", "ref": "C-7"], expecting: 201)
        let own = try await panel.bill(pens: 1).text("number")
        _ = try await panel.post(
            "/api/bill", ["customer": "C-7", "lines": [["sku": "PEN-01", "quantity": 1]]], expecting: 201)
        let customer = try await panel.join(
            ["role": "customer", "customer": mei["id"] ?? .null], in: "c", as: "Mei's phone")
        let address = Self.target([("bill", "total > 0"), ("product", ""), ("customer", "")], "snapshot")
        let first = try await customer.events(address) { event in
            event.name == "snapshot-end" && event.json["count"] != 0
                || event.name == "mutation" && !Self.documents(event).isEmpty
        }
        _ = try await panel.post(
            "/api/bill", ["customer": "C-7", "lines": [["sku": "PEN-01", "quantity": 1]]], expecting: 201)
        let second = try await panel.bill(pens: 3).text("number")
        let rest = try await customer.events(
            address.replacing("snapshot", with: "since=0"),
            until: { Self.documents($0).contains { $0.text("key") == second } })
        let keys = Set((first + rest).flatMap(Self.documents).map { $0.text("key") })
        #expect(keys == [own, second])
        await customer.close()
        await panel.close()
    }
}
