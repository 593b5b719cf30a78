import Replica
import ReplicaPanel
import ReplicaShop
import Testing

@Suite struct PanelMessageTests {
    @Test func `what others did is told once in the feed and in the list, and reading it is remembered`() async throws {
        let till = try await TestPanel.found()
        try await till.pen(stock: 6)
        try await till.mei()
        let office = try await till.join(in: "b", as: "Office")
        _ = try await office.events("/api/feed?since=0&collection=customer") { $0.name == "mutation" }
        #expect(try await office.get("/api/messages")["unread"] == 0, "what was there before is nothing new")
        let since = try await office.get("/api/status")["feed"]?.integerValue ?? 0

        let number = try await till.bill(pens: 2).text("number")
        let events = try await office.events("/api/feed?since=\(since)") { $0.name == "mutation" }
        let told = events.last?.json["messages"]?.arrayValue ?? []
        #expect(told.map { $0.text("kind") } == ["bill.new", "stock.low"])
        #expect(told.first?.text("key") == number)
        #expect(told.first?.text("name") == "Mei Tan")
        #expect(told.first?["amount"] == ["minor": 300, "currency": "EUR"])
        #expect(told.last?["level"] == 4)

        _ = try await till.post("/api/bill/\(number)/pay", ["amount": "1.00"])
        _ = try await office.events("/api/feed?since=\(since)") {
            $0.json["messages"]?[0]?["kind"] == "bill.state"
        }
        let list = try await office.get("/api/messages")
        #expect(list["unread"] == 3)
        let items = list["items"]?.arrayValue ?? []
        #expect(items.prefix(3).map { $0.text("kind") } == ["bill.state", "bill.new", "stock.low"])
        #expect(items.first?.text("state") == "partly-paid")
        #expect(items.first?["amount"] == ["minor": 100, "currency": "EUR"])
        #expect(items.first?.text("nodeName") == "Till 1")

        // Read at one browser, read at all; and it never goes back.
        let newest = try #require(items.first?["seq"]?.integerValue)
        _ = try await office.post("/api/messages/read", ["seq": .integer(newest - 1)])
        #expect(try await office.get("/api/messages")["unread"] == 1)
        _ = try await office.post("/api/messages/read", ["seq": .integer(.max)])
        _ = try await office.post("/api/messages/read", ["seq": 0])
        #expect(try await office.get("/api/messages")["unread"] == 0)

        // Of its own deeds a node tells nothing but the threshold.
        let own = try await till.get("/api/messages")["items"]?.arrayValue ?? []
        #expect(own.map { $0.text("kind") } == ["stock.low"])
        let deeds = try await till.get("/api/messages?own&limit=3")["items"]?.arrayValue ?? []
        #expect(deeds.prefix(2).map { $0.text("kind") } == ["bill.state", "bill.new"])
        await office.close()
        await till.close()
    }

    @Test func `the list goes on page after page, and reading survives a restart`() async throws {
        let directory = try ShortDirectory()
        let panel = try await TestPanel.found(in: directory)
        try await panel.pen(stock: 6)
        for _ in 1...4 {
            _ = try await panel.post("/api/stock/PEN-01/adjust", ["quantity": 2, "reason": "own-use"])
            _ = try await panel.post("/api/stock/PEN-01/receive", ["quantity": 2])
        }
        let all = try await panel.get("/api/messages")["items"]?.arrayValue ?? []
        #expect(all.map { $0.text("kind") } == (1...4).flatMap { _ in ["stock.recovered", "stock.low"] })
        var paged: [JSON] = []
        var next: Int64? = Int64.max
        while let before = next {
            let page = try await panel.get("/api/messages?limit=3&before=\(before)")
            paged += page["items"]?.arrayValue ?? []
            next = page["next"]?.integerValue
        }
        #expect(paged == all)
        #expect(try await panel.get("/api/messages")["unread"] == 0, "the list was asked for after all of it")
        _ = try await panel.post("/api/stock/PEN-01/adjust", ["quantity": 2, "reason": "own-use"])
        #expect(try await panel.get("/api/messages")["unread"] == 1)
        await panel.close()

        let again = try await TestPanel(directory, try await ShopNode.open(at: directory.path + "/a"))
        #expect(try await again.get("/api/messages")["unread"] == 1)
        await again.close()
    }

    @Test func `a customer's node tells of its own bills, and nothing of others`() async throws {
        let till = try await TestPanel.found()
        try await till.pen()
        try await till.mei()
        let laptop = try await till.join(["role": "customer", "customer": "C-104"], in: "c", as: "Laptop")
        _ = try await till.post(
            "/api/bill", ["customer": "walk-in", "lines": [["sku": "PEN-01", "quantity": 1]]], expecting: 201)
        let number = try await till.bill().text("number")
        _ = try await laptop.events("/api/feed?since=0&collection=bill") {
            $0.json["documents"]?[0]?["key"] == .string(number)
        }
        let items = try await laptop.get("/api/messages")["items"]?.arrayValue ?? []
        #expect(items.filter { $0["kind"] == "bill.new" }.map { $0.text("key") } == [number])
        #expect(items.allSatisfy { $0.text("space").hasPrefix("customer/") || $0["kind"] == "computer.joined" })
        await laptop.close()
        await till.close()
    }
}
