import Foundation
import ReplicaPanel
import Testing

@Suite struct PanelBillListTests {
    @Test func `a list tells how many there are in each state, whatever it shows`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let numbers = try await (0..<3).asyncMap { _ in try await panel.bill().text("number") }
        _ = try await panel.post("/api/bill/\(numbers[0])/pay")
        _ = try await panel.post("/api/bill/\(numbers[1])/void", ["reason": "twice"])
        _ = try await panel.post("/api/bill/\(numbers[2])/ask", ["text": "Why?"])
        _ = try await panel.post("/api/draft", ["customer": "C-104"], expecting: 201)
        let list = try await panel.get("/api/bill?state=paid&counts")
        #expect(list["count"] == 1)
        #expect(list["counts"]?["open"] == 1 && list["counts"]?["void"] == 1 && list["counts"]?["paid"] == 1)
        #expect(list["counts"]?["draft"] == 1 && list["counts"]?["unanswered"] == 1)
        #expect(try await panel.get("/api/bill?state=unanswered")["items"]?[0]?["number"] == .string(numbers[2]))
        #expect(try await panel.get("/api/bill")["counts"] == nil)
        #expect(try await panel.get("/api/bill?counts&text=nothing")["counts"]?["open"] == 0)
        let filtered = try await panel.get("/api/bill?counts&where=number%20==%20%22\(numbers[0])%22")
        #expect(filtered["counts"]?["paid"] == 1 && filtered["counts"]?["open"] == 0)
        await panel.close()
    }

    @Test func `unpaid is what something is to collect on, not what was given up in part`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let numbers = try await (0..<3).asyncMap { _ in try await panel.bill().text("number") }
        for number in numbers.prefix(2) { _ = try await panel.post("/api/bill/\(number)/pay", ["amount": "1.00"]) }
        _ = try await panel.post("/api/bill/\(numbers[0])/write-off")
        #expect(try await panel.get("/api/bill?state=partly-paid")["count"] == 2)
        let list = try await panel.get("/api/bill?state=unpaid&counts&sort=number")
        #expect(list["items"]?.arrayValue?.map { $0.text("number") } == [numbers[1], numbers[2]])
        #expect(list["counts"]?["unpaid"] == 2)
        #expect(try await panel.get("/api/statistics")["bills"]?["unpaid"] == 2)
        await panel.close()
    }

    @Test func `bills are sorted by what is open and by state`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let small = try await panel.bill(pens: 1).text("number")
        let large = try await panel.bill(pens: 9).text("number")
        let paid = try await panel.bill(pens: 20).text("number")
        _ = try await panel.post("/api/bill/\(paid)/pay")
        let order = { (sort: String) in
            try await panel.get("/api/bill?sort=\(sort)")["items"]?.arrayValue?.map { $0.text("number") }
        }
        #expect(try await order("-open") == [large, small, paid])
        #expect(try await order("state") == [small, large, paid])
        await panel.close()
    }

    @Test func `one bill names the computers that lack it, and a draft's lines what is left`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let number = try await panel.bill().text("number")
        #expect(try await panel.get("/api/bill/\(number)")["lacking"] == [])
        let draft = try await panel.post(
            "/api/draft?dry-run",
            [
                "customer": "C-104", "discount": ["amount": "1"],
                "lines": [["sku": "PEN-01", "quantity": 2, "discount": ["percent": "50"]]],
            ])
        #expect(draft["lines"]?[0]?["left"] == 38)
        #expect(draft["lines"]?[0]?["rate"] == "19")
        #expect(draft["total"] == ["minor": 50, "currency": "EUR"])
        #expect(draft["discount"] == ["minor": 250, "currency": "EUR"])
        #expect(draft["net"] == ["minor": 42, "currency": "EUR"] && draft["tax"] == ["minor": 8, "currency": "EUR"])
        #expect(draft["taxes"]?[0]?["rate"] == "19")
        await panel.close()
    }

    @Test func `chosen bills are exported in their order, and one that is not there is named`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let numbers = try await (0..<3).asyncMap { try await panel.bill(pens: Int64($0 + 1)).text("number") }
        let chosen = "/api/export?what=bills&format=csv&bill=\(numbers[2])&bill=\(numbers[0])"
        let answer = try await panel.client.send(HTTPClientRequest("GET", chosen))
        let rows = String(decoding: answer.body, as: UTF8.self).split(separator: "\r\n").dropFirst()
        #expect(rows.map { $0.split(separator: ",")[4] } == ["3", "1"])
        #expect(try await panel.get("/api/export?what=bills&format=csv&bill=2026-Z-0001", expecting: 404).exit == 3)
        #expect(
            try await panel.get("/api/export?what=stock&format=csv&bill=\(numbers[0])", expecting: 422).code
                == "export.table")
        await panel.close()
    }

    @Test func `spending is summed by month, product and category, and how promptly it was paid`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        _ = try await panel.post(
            "/api/product", ["sku": "MUG-01", "name": "Mug", "price": "8", "category": "Kitchen", "stock": 9],
            expecting: 201)
        #expect(try await panel.get("/api/spending")["bills"] == 0)
        let bill = { (lines: JSON, date: String, due: String?) in
            var body: JSON = ["customer": "C-104", "lines": lines, "date": .string(date)]
            if let due { body["due"] = .string(due) }
            return try await panel.post("/api/bill", body, expecting: 201).text("number")
        }
        let first = try await bill([["sku": "PEN-01", "quantity": 2]], "2026-03-05", "2026-03-20")
        let late = try await bill([["sku": "MUG-01", "quantity": 1]], "2026-05-02", "2026-05-10")
        let void = try await bill([["sku": "MUG-01", "quantity": 4]], "2026-05-02", nil)
        _ = try await bill([["sku": "PEN-01", "quantity": 1]], "2026-05-09", nil)
        _ = try await panel.post("/api/bill/\(first)/pay", ["date": "2026-03-20"])
        _ = try await panel.post("/api/bill/\(late)/pay", ["date": "2026-05-11"])
        _ = try await panel.post("/api/bill/\(void)/void", ["reason": "twice"])
        let spending = try await panel.get("/api/spending?customer=C-104")
        #expect(spending["bills"] == 3)
        #expect(spending["sums"]?[0]?["total"] == ["minor": 1250, "currency": "EUR"])
        #expect(spending["sums"]?[0]?["average"] == ["minor": 416, "currency": "EUR"])
        #expect(spending["months"]?.arrayValue?.map { $0["month"] } == ["2026-03", "2026-05"])
        #expect(spending["months"]?[1]?["bills"] == 2)
        #expect(spending["products"]?.arrayValue?.map { $0["sku"] } == ["MUG-01", "PEN-01"])
        #expect(spending["products"]?[1]?["quantity"] == 3)
        #expect(spending["groups"]?.arrayValue?.map { $0["name"] } == ["Kitchen"])
        #expect(spending["dueDecided"] == 2 && spending["onTime"] == 1)
        #expect(try await panel.get("/api/spending?customer=nobody", expecting: 404).exit == 3)
        let list = try await panel.get("/api/customer?sort=-bills")["items"]?[0]
        #expect(list?["name"] == "Mei Tan" && list?["bills"] == 4)
        #expect(list?["open"] == [["minor": 150, "currency": "EUR"]] && list?["overdue"] == [])
        await panel.close()
    }
}

extension Range<Int> {
    /// One after the other.
    fileprivate func asyncMap<T>(_ body: (Int) async throws -> T) async throws -> [T] {
        var all: [T] = []
        for index in self { all.append(try await body(index)) }
        return all
    }
}
