import Foundation
import ReplicaPanel
import Testing

@Suite struct PanelBillTests {
    @Test func `a draft is made, changed, issued, paid, and its payment reversed`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let draft = try await panel.post(
            "/api/draft", ["customer": "C-104", "lines": [["sku": "PEN-01", "quantity": 2]]], expecting: 201)
        #expect(draft["state"] == "draft")
        #expect(draft["number"] == .null)
        #expect(draft["total"] == ["minor": 300, "currency": "EUR"])
        #expect(draft["customerName"] == "Mei Tan")
        #expect(draft["lines"]?[0]?["price"] == .null)
        #expect(draft["lines"]?[0]?["presentPrice"] == ["minor": 150, "currency": "EUR"])
        #expect(draft["lines"]?[0]?["total"] == ["minor": 300, "currency": "EUR"])
        let id = draft.text("id")
        let key = try #require(draft["lines"]?[0]?.text("key"))
        let changed = try await panel.call(
            "PATCH", "/api/draft/\(id)",
            [
                "lines": [["sku": "PEN-01", "quantity": 1, "price": "2.00", "discount": ["percent": "50"]]],
                "remove": [.string(key)], "due": "2099-01-31",
            ])
        #expect(changed["total"] == ["minor": 100, "currency": "EUR"])
        #expect(try await panel.get("/api/draft")["count"] == 1)
        #expect(try await panel.get("/api/bill/\(id)")["state"] == "draft")
        let issued = try await panel.post("/api/bill/\(id)/issue", ["date": "2026-05-03"])
        #expect(issued["number"] == "2026-A-0001")
        #expect(issued["draft"] == .string(id))
        #expect(try await panel.get("/api/draft")["count"] == 0)

        let paid = try await panel.post(
            "/api/bill/2026-A-0001/pay?user=anna", ["method": "cash", "date": "2026-05-04"])
        #expect(paid["payment"] == "paid")
        #expect(paid["open"]?["minor"] == 0)
        let full = try await panel.get("/api/bill/2026-A-0001?explain")
        #expect(full["payments"]?[0]?["method"] == "cash")
        #expect(full["payments"]?[0]?["stands"] == true)
        #expect(full["payments"]?[0]?["by"] == "anna")
        #expect(full["lines"]?.arrayValue?.count == 1)
        let payments = try await panel.get("/api/payment?bill=2026-A-0001")
        #expect(payments["items"]?[0]?["number"] == "2026-A-0001")
        let payment = try #require(payments["items"]?[0]?.text("id"))
        #expect(try await panel.get("/api/payment/\(payment)")["amount"] == ["minor": 100, "currency": "EUR"])
        let reversed = try await panel.post("/api/bill/2026-A-0001/reverse", ["reason": "wrong bill"])
        #expect(reversed["payment"] == "open")
        await panel.close()
    }

    @Test func `a bill is credited, voided, reported, disputed and asked about`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let first = try await panel.bill().text("number")
        let reported = try await panel.post("/api/bill/\(first)/report")
        #expect(reported["payment"] == "reported")
        #expect(try await panel.post("/api/bill/\(first)/dispute")["payment"] == "disputed")
        let asked = try await panel.post("/api/bill/\(first)/ask", ["text": "Two pens or three?"])
        #expect(asked["questions"]?[0]?["text"] == "Two pens or three?")
        let answered = try await panel.post("/api/bill/\(first)/answer", ["text": "Two."])
        #expect(answered["questions"]?[0]?["answer"] == "Two.")
        #expect(
            try await panel.post("/api/bill/\(first)/answer", ["text": "2"], expecting: 409).code == "question.which")
        let credited = try await panel.post("/api/bill/\(first)/credit", ["amount": "1", "reason": "scratched"])
        #expect(credited["open"] == ["minor": 200, "currency": "EUR"])
        #expect(credited["credited"] == ["minor": 100, "currency": "EUR"])

        let second = try await panel.bill().text("number")
        let voided = try await panel.post("/api/bill/\(second)/void", ["reason": "entered twice"])
        #expect(voided["state"] == "void")
        #expect(try await panel.get("/api/bill/\(second)")["reason"] == "entered twice")
        #expect(try await panel.get("/api/product/PEN-01")["level"] == 38)

        let paid = try await panel.bill().text("number")
        _ = try await panel.post("/api/bill/\(paid)/pay")
        let refused = try await panel.post("/api/bill/\(paid)/void", ["reason": "no"], expecting: 409)
        #expect(refused.code == "bill.void.paid")
        #expect(refused.exit == 4)
        await panel.close()
    }

    @Test func `money is given back, a report withdrawn, a rest written off and expected again`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let paid = try await panel.bill().text("number")
        _ = try await panel.post("/api/bill/\(paid)/pay", ["amount": "5", "overpay": true])
        let part = try await panel.post("/api/bill/\(paid)/refund", ["method": "cash", "date": "2026-05-04"])
        #expect(part["payment"] == "paid" && part["received"] == ["minor": 300, "currency": "EUR"])
        #expect(try await panel.post("/api/bill/\(paid)/refund", ["amount": "4"], expecting: 409).exit == 4)
        #expect(try await panel.post("/api/bill/\(paid)/refund")["payment"] == "refunded")
        #expect(try await panel.post("/api/bill/\(paid)/refund", expecting: 409).code == "bill.unpaid")

        let other = try await panel.bill().text("number")
        _ = try await panel.post("/api/bill/\(other)/report")
        #expect(try await panel.post("/api/bill/\(other)/report", ["withdraw": true])["payment"] == "open")
        let given = try await panel.post("/api/bill/\(other)/write-off")
        #expect(given["payment"] == "written-off" && given["writtenOff"] == ["minor": 300, "currency": "EUR"])
        #expect(try await panel.post("/api/bill/\(other)/write-off", ["undo": true])["payment"] == "open")
        await panel.close()
    }

    @Test func `bills of one day are listed by number, page by page, up and down`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        var numbers: [JSON] = []
        for _ in 0..<12 { numbers.append(.string(try await panel.bill(pens: 1).text("number"))) }
        for (order, expected) in [("date", numbers), ("-date", numbers.reversed()), ("total", numbers)] {
            var listed: [JSON] = []
            var page = try await panel.get("/api/bill?sort=\(order)&limit=5")
            while true {
                listed += (page["items"]?.arrayValue ?? []).compactMap { $0["number"] }
                guard let next = page["next"]?.stringValue else { break }
                page = try await panel.get("/api/bill?sort=\(order)&limit=5&after=\(next)")
            }
            #expect(listed == expected, "\(order)")
        }
        await panel.close()
    }

    @Test func `an overpaid bill and one that was credited after it was paid are told from a paid one`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let overpaid = try await panel.bill(pens: 14).text("number")
        let paid = try await panel.post("/api/bill/\(overpaid)/pay", ["amount": "50", "overpay": true])
        #expect(paid["payment"] == "paid")
        #expect(paid["overpaid"] == true)
        #expect(paid["received"] == ["minor": 5000, "currency": "EUR"])
        #expect(paid["toGiveBack"] == ["minor": 2900, "currency": "EUR"])
        let credited = try await panel.bill(pens: 14).text("number")
        #expect(try await panel.post("/api/bill/\(credited)/pay")["overpaid"] == false)
        let back = try await panel.post("/api/bill/\(credited)/credit", ["reason": "all back"])
        #expect(back["overpaid"] == true)
        #expect(back["credited"] == ["minor": 2100, "currency": "EUR"])
        #expect(back["toGiveBack"] == ["minor": 2100, "currency": "EUR"])
        #expect(try await panel.get("/api/bill?state=overpaid")["count"] == 2)
        await panel.close()
    }

    @Test func `bills are listed by state, customer, day and text, with their sums`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let numbers = [try await panel.bill(pens: 1).text("number"), try await panel.bill(pens: 2).text("number")]
        _ = try await panel.post("/api/bill/\(numbers[0])/pay")
        _ = try await panel.post("/api/draft", ["customer": "C-104", "note": "for Friday"], expecting: 201)
        _ = try await panel.post(
            "/api/bill",
            [
                "customer": "walk-in", "lines": [["sku": "PEN-01", "quantity": 1]], "date": "2020-01-01",
                "due": "2020-01-15",
            ], expecting: 201)
        let all = try await panel.get("/api/bill?sort=number")
        #expect(all["count"] == 4)
        #expect(
            all["sums"] == [["total": ["minor": 600, "currency": "EUR"], "open": ["minor": 450, "currency": "EUR"]]])
        #expect(try await panel.get("/api/bill?state=paid")["items"]?[0]?["number"] == .string(numbers[0]))
        #expect(try await panel.get("/api/bill?state=open&state=paid")["count"] == 3)
        #expect(try await panel.get("/api/bill?state=draft")["count"] == 1)
        #expect(try await panel.get("/api/bill?state=issued")["count"] == 3)
        #expect(try await panel.get("/api/bill?state=overdue")["count"] == 1)
        #expect(try await panel.get("/api/bill?customer=walk-in")["count"] == 1)
        #expect(try await panel.get("/api/bill?since=2021-01-01&state=issued")["count"] == 2)
        #expect(try await panel.get("/api/bill?text=friday")["count"] == 1)
        #expect(try await panel.get("/api/bill?only-here")["count"] == 4)
        await panel.close()
    }

    @Test func `a history tells who did what, in order`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let number = try await panel.bill().text("number")
        _ = try await panel.post("/api/bill/\(number)/pay?user=ben")
        let history = try await panel.get("/api/bill/\(number)/history")
        let items = history["items"]?.arrayValue ?? []
        let payment = items.filter { $0["document"]?["collection"] == "payment" }
        #expect(!payment.isEmpty)
        #expect(payment.allSatisfy { $0["user"] == "ben" && $0["nodeName"] == "Till 1" })
        let moments = items.map { $0.text("madeAt") }
        #expect(moments == moments.sorted())
        let explained = try await panel.get("/api/explain?ref=bill/\(number).payment")
        #expect(explained["fields"]?[0]?["shown"] == "paid")
        #expect(try await panel.get("/api/explain?ref=product/PEN-01.stock")["fields"]?[0]?["shown"] == 38)
        #expect(try await panel.get("/api/explain?ref=product/PEN-01.color", expecting: 404).code == "field.missing")
        #expect(try await panel.get("/api/explain?ref=product/NO-1", expecting: 404).exit == 3)
        let numbers = try await panel.get("/api/audit/numbers")
        #expect(numbers["sound"] == true)
        #expect(numbers["series"]?[0]?["last"] == .string(number))
        #expect(try await panel.get("/api/audit/stock")["sound"] == true)
        await panel.close()
    }

    @Test func `a draft can be deleted and then is not found`() async throws {
        let panel = try await TestPanel.found()
        let id = try await panel.post("/api/draft", expecting: 201).text("id")
        #expect(try await panel.call("DELETE", "/api/draft/\(id)")["id"] == .string(id))
        #expect(try await panel.get("/api/draft/\(id)", expecting: 404).code == "draft.missing")
        await panel.close()
    }

    @Test func `the statistics have the shape that is described, for admins and for a customer`() async throws {
        let till = try await TestPanel.found()
        try await till.pen(stock: 6)
        try await till.mei()
        _ = try await till.bill(pens: 2)
        let statistics = try await till.get("/api/statistics?days=2&best=1")
        #expect(statistics["days"]?[1]?["billed"] == 300)
        #expect(statistics["stock"]?["low"] == 1)
        #expect(statistics["best"]?[0]?["quantity"] == 2)
        #expect(try await till.get("/api/statistics?days=0", expecting: 400).code == "bad-parameter")
        let laptop = try await till.join(["role": "customer", "customer": "C-104"], in: "c", as: "Laptop")
        _ = try await laptop.events("/api/feed?since=0&collection=bill") { $0.name == "mutation" }
        let own = try await laptop.get("/api/statistics")
        #expect(own["bills"]?["sums"]?[0]?["open"]?["minor"] == 300)
        #expect(own["stock"] == .null)
        await laptop.close()
        await till.close()
    }
}
