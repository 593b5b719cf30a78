import Foundation
import ReplicaPanel
import Testing

@Suite struct PanelStockTests {
    @Test func `stock is received, adjusted, moved and counted, and the ledger tells of it`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen(stock: 10)
        let received = try await panel.post("/api/stock/PEN-01/receive", ["quantity": 5, "note": "delivery 118"])
        #expect(received["before"] == 10)
        #expect(received["after"] == 15)
        let lost = try await panel.post("/api/stock/PEN-01/adjust", ["quantity": 11, "reason": "lost"])
        #expect(lost["after"] == 4)
        #expect(lost["alerts"] == ["low"])
        let moved = try await panel.post("/api/stock/PEN-01/move", ["quantity": 3, "to": "cellar"])
        #expect(moved["after"] == 4)
        let level = try #require(try await panel.get("/api/stock?low")["items"]?[0])
        let places = level["places"]?.arrayValue ?? []
        #expect(places.map { $0.text("location") } == ["", "cellar"])
        #expect(places.map { $0["level"] } == [1, 3])
        #expect(places[0]["scan"] == level["scan"] && places[1]["scan"] != level["scan"])
        #expect(try await panel.get("/api/stock?location=cellar")["count"] == 1)
        #expect(try await panel.get("/api/stock?below-zero")["count"] == 0)
        let noteless = try await panel.post(
            "/api/stock/PEN-01/adjust", ["quantity": -1, "reason": "correction"], expecting: 422)
        #expect(noteless.exit == 2)

        let scan = level.text("scan")
        _ = try await panel.post("/api/stock/PEN-01/receive", ["quantity": 2])
        let counted = try await panel.post("/api/stock/PEN-01/count", ["counted": 9, "scan": .string(scan)])
        #expect(counted["after"] == 14)
        #expect(
            try await panel.post("/api/stock/PEN-01/count", ["counted": 9, "scan": "aa"], expecting: 422).code
                == "count.scan")

        let rows = try await panel.get("/api/stockTransaction?sku=PEN-01&summary")
        #expect(rows["items"]?[0]?["reason"] == "counted")
        #expect(rows["items"]?[0]?["counted"] == 9)
        let sums = rows["sums"]?.arrayValue ?? []
        #expect(sums.first { $0["reason"] == "received" }?["quantity"] == 17)
        #expect(try await panel.get("/api/stockTransaction?reason=lost&reason=moved")["count"] == 3)
        let row = try #require(rows["items"]?[1]?.text("id"))
        #expect(try await panel.get("/api/stockTransaction/\(row)?explain")["quantity"] == 2)
        #expect(try await panel.get("/api/audit/stock")["sound"] == true)
        await panel.close()
    }
}
