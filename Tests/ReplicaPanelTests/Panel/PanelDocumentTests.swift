import Foundation
import ReplicaPanel
import Testing

@Suite struct PanelDocumentTests {
    @Test func `the node tells of itself, its settings, its health`() async throws {
        let panel = try await TestPanel.found()
        let status = try await panel.get("/api/status")
        #expect(status["role"] == "admin")
        #expect(status["shopName"] == "Corner shop")
        #expect(status["currency"] == "EUR")
        #expect(status["panel"] == .null)
        #expect(try await panel.get("/healthz")["status"] == "ok")
        #expect(try await panel.get("/readyz")["status"] == "ready")
        #expect(try await panel.get("/api/peers")["count"] == 0)
        #expect(try await panel.get("/api/settings")["taxRate"] == "19")
        let changed = try await panel.call("PATCH", "/api/settings", ["name": "Pens & more", "taxRate": "7.5"])
        #expect(changed["name"] == "Pens & more")
        #expect(try await panel.get("/api/settings")["taxRate"] == "7.5")
        await panel.close()
    }

    @Test func `a bill keeps the letterhead of its day, and each of its parts is judged by itself`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        let sale: JSON = ["customer": "walk-in", "lines": [["sku": "PEN-01", "quantity": 1]]]
        let plain = try await panel.post("/api/bill", sale, expecting: 201).text("number")
        let address = "Hauptstr. 5\n10115 Berlin"
        let set = try await panel.call(
            "PATCH", "/api/settings", ["address": .string(address), "taxNumber": " VAT ID DE123456789 ", "bank": ""])
        #expect(set["address"] == .string(address) && set["taxNumber"] == "VAT ID DE123456789" && set["bank"] == nil)
        let bill = try await panel.post("/api/bill", sale, expecting: 201).text("number")
        try await panel.call("PATCH", "/api/settings", ["address": .null, "taxNumber": "VAT ID DE9"])
        #expect(
            try await panel.get("/api/bill/\(bill)")["letterhead"]
                == ["address": .string(address), "taxNumber": "VAT ID DE123456789"])
        #expect(try await panel.get("/api/bill/\(bill)")["seller"] == "Corner shop")
        #expect(try await panel.get("/api/bill/\(plain)")["letterhead"] == nil)
        #expect(try await panel.get("/api/settings")["address"] == nil)
        let refused = try await panel.call("PATCH", "/api/settings", ["contact": "a\u{202E}b"], expecting: 422)
        #expect(refused["error"]?["field"] == "contact")
        await panel.close()
    }

    @Test func `a product is added, found by SKU, barcode and beginning of the id, and changed`() async throws {
        let panel = try await TestPanel.found()
        let pen = try await panel.pen()
        #expect(pen["price"] == ["minor": 150, "currency": "EUR"])
        #expect(pen["level"] == 40)
        #expect(pen["reach"]?["text"] == "here only")
        for name in ["PEN-01", "4006381333931", pen.text("id"), String(pen.text("id").prefix(6))] {
            #expect(try await panel.get("/api/product/\(name)")["sku"] == "PEN-01")
        }
        let changed = try await panel.call(
            "PATCH", "/api/product/PEN-01", ["price": ["minor": 160, "currency": "EUR"], "threshold": .null])
        #expect(changed["price"] == ["minor": 160, "currency": "EUR"])
        #expect(changed["threshold"] == .null)
        #expect(changed["name"] == "Pen, blue")
        let explained = try await panel.get("/api/product/PEN-01?explain")
        let price = explained["fields"]?.arrayValue?.first { $0["path"] == "price" }
        #expect(price?["writes"]?.arrayValue?.count == 2)
        await panel.close()
    }

    @Test func `a list is sorted, filtered and paged without gap or repetition`() async throws {
        let panel = try await TestPanel.found()
        for number in 0..<7 {
            _ = try await panel.post(
                "/api/product",
                [
                    "sku": "P-\(number)", "name": "Thing \(number % 3)", "price": "\(number + 1)",
                    "threshold": 3, "stock": .integer(Int64(number)),
                ], expecting: 201)
        }
        var seen: [String] = []
        var target = "/api/product?limit=3&sort=-name"
        while true {
            let page = try await panel.get(target)
            #expect(page["count"] == 7)
            seen += page["items"]?.arrayValue?.map { $0.text("sku") } ?? []
            guard let next = page["next"]?.stringValue else { break }
            target = "/api/product?limit=3&sort=-name&after=\(next)"
        }
        #expect(seen.count == 7)
        #expect(Set(seen).count == 7)
        #expect(seen.first.map { ["P-2", "P-5"].contains($0) } == true)
        let low = try await panel.get("/api/product?low")
        #expect(low["items"]?.arrayValue?.map { $0.text("sku") } == ["P-0", "P-1", "P-2", "P-3"])
        #expect(try await panel.get("/api/product?text=thing%202%20P-5")["count"] == 1)
        await panel.close()
    }

    @Test func `a customer is added, changed and shown with what is open`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        let mei = try await panel.mei()
        _ = try await panel.bill(pens: 3)
        let shown = try await panel.get("/api/customer/C-104")
        #expect(shown["id"] == mei["id"])
        #expect(shown["open"] == [["minor": 450, "currency": "EUR"]])
        #expect(shown["bills"] == 1)
        let changed = try await panel.call("PATCH", "/api/customer/C-104", ["city": "Ulm", "email": .null])
        #expect(changed["city"] == "Ulm")
        #expect(changed["email"] == .null)
        #expect(try await panel.get("/api/customer?text=ulm")["count"] == 1)
        await panel.close()
    }

    @Test func `what nobody overwrote unseen becomes a conflict that can be decided`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        let seen = try await panel.get("/api/product/PEN-01")["seen"]
        try await panel.call("PATCH", "/api/product/PEN-01", ["name": "Pen, red"])
        try await panel.call("PATCH", "/api/product/PEN-01", ["name": "Pen, green", "seen": seen ?? .null])
        let conflicts = try await panel.get("/api/conflicts")
        let conflict = try #require(conflicts["items"]?[0])
        #expect(conflict["document"]?["key"] == "PEN-01")
        #expect(conflict["field"] == "name")
        let sides = conflict["sides"]?.arrayValue ?? []
        #expect(Set(sides.map { $0.text("text") }) == ["Pen, red", "Pen, green"])
        let other = try #require(sides.first { $0["shown"] == false })
        let effects = try await panel.get("/api/conflicts/\(conflict.text("id"))/effects")["items"]?.arrayValue ?? []
        #expect(effects.map { $0["effects"]?.arrayValue?.count } == [0, 1], "keeping what is shown changes nothing")
        #expect(effects.last?["effects"]?[0]?["after"] == other["text"])
        let operation = try await panel.call("POST", "/api/operations", expecting: 201).text("operation")
        for attempt in 0..<2 {
            let settled = try await panel.post(
                "/api/conflicts/\(conflict.text("id"))", ["keep": .string(other.text("key"))],
                headers: ["Idempotency-Key": operation])
            #expect(settled["write"]?["repetition"] == .bool(attempt > 0))
        }
        #expect(try await panel.get("/api/product/PEN-01")["name"] == other["text"])
        #expect(try await panel.get("/api/conflicts")["count"] == 0)
        #expect(try await panel.post("/api/conflicts/k4x9", ["keep": "a"], expecting: 404).exit == 3)

        let decision = try #require(try await panel.get("/api/decisions?by=people")["items"]?[0])
        #expect(decision["document"]?["key"] == "PEN-01" && decision["canTakeBack"] == true)
        let discarded = try #require(decision["sides"]?.arrayValue?.first { $0["shown"] == false })
        _ = try await panel.post(
            "/api/decisions/\(decision.text("id"))", ["keep": .string(discarded.text("id"))])
        #expect(try await panel.get("/api/product/PEN-01")["name"] == discarded["text"])
        #expect(try await panel.get("/api/decisions?by=rule")["items"] == [])
        #expect(try await panel.get("/api/refusals")["items"] == [])
        #expect(try await panel.post("/api/decisions/1-0", ["keep": "a"], expecting: 404).exit == 3)
        await panel.close()
    }

    @Test func `the description is complete and consistent`() async throws {
        let panel = try await TestPanel.found()
        let document = panel.description
        #expect(document["openapi"] == "3.1.0")
        let count = document["paths"]?.objectValue?.reduce(0) { $0 + ($1.value.objectValue?.count ?? 0) }
        #expect(count == PanelOperation.all.count)
        let schemas = Set(document["components"]?["schemas"]?.objectValue?.keys ?? [])
        var named: Set<String> = []
        func visit(_ json: JSON) {
            if let name = json["$ref"]?.stringValue, name.hasPrefix("#/components/schemas/") {
                named.insert(String(name.dropFirst("#/components/schemas/".count)))
            }
            for member in json.objectValue ?? [:] { visit(member.value) }
            for element in json.arrayValue ?? [] { visit(element) }
        }
        visit(document)
        #expect(named.subtracting(schemas).isEmpty)
        #expect(schemas.subtracting(named) == ["Mutation", "SnapshotPage", "SubscriptionError", "Custom"])
        await panel.close()
    }
}
