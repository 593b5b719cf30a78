import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

@Suite struct PanelLedgerTests {
    @Test func `each row tells the level that it left, who recorded it, and when it came here`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen(stock: 10)
        try await panel.mei()
        _ = try await panel.post("/api/stock/PEN-01/receive?user=Ana", ["quantity": 5, "note": "delivery 118"])
        let bill = try await panel.bill(pens: 3)
        _ = try await panel.post("/api/stock/PEN-01/count", ["counted": 11])
        let page = try await panel.get("/api/stockTransaction?sku=PEN-01&summary")
        let rows = page["items"]?.arrayValue ?? []
        #expect(rows.map { $0["level"] } == [11, 12, 15, 10])
        #expect(rows.map { $0["quantity"] } == [-1, -3, 5, 10])
        #expect(rows[1]["number"] == bill["number"])
        #expect(rows[2]["by"] == "Ana")
        #expect(rows.allSatisfy { $0["nodeName"] == "Till 1" && $0["receivedAt"]?.stringValue?.isEmpty == false })
        let sums = page["sums"]?.arrayValue ?? []
        #expect(sums.first { $0["reason"] == "counted" }?["out"] == -1)
        #expect(sums.first { $0["reason"] == "received" }?["in"] == 15)
        #expect(try await panel.get("/api/stockTransaction?text=DELIVERY%20ana")["count"] == 1)
        #expect(try await panel.get("/api/stockTransaction?until=2020-01-01")["count"] == 0)
        #expect(try await panel.get("/api/stockTransaction?until=never", expecting: 400).code == "bad-parameter")
        await panel.close()
    }

    @Test func `a movement is taken back once, by an opposite one that names it`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen(stock: 10)
        let received = try await panel.post("/api/stock/PEN-01/receive", ["quantity": 500])
        let id = try #require(received["records"]?[0]?.stringValue)
        #expect(try await panel.get("/api/stockTransaction/\(id)")["reversible"] == true)
        let reversed = try await panel.post("/api/stockTransaction/\(id)/reverse?user=Ben")
        #expect(reversed["before"] == 510 && reversed["after"] == 10)
        let rows = try await panel.get("/api/stockTransaction?sku=PEN-01")["items"]?.arrayValue ?? []
        #expect(rows[0]["reverses"] == .string(id) && rows[0]["quantity"] == -500 && rows[0]["reason"] == "correction")
        #expect(rows[0]["by"] == "Ben" && rows[0]["reversible"] == false)
        #expect(rows[1]["reversedBy"] == rows[0]["id"] && rows[1]["reversible"] == false)
        let twice = try await panel.post("/api/stockTransaction/\(id)/reverse", expecting: 409)
        #expect(twice.code == "movement.irreversible")
        let reversal = rows[0].text("id")
        _ = try await panel.post("/api/stockTransaction/\(reversal)/reverse", expecting: 409)
        #expect(
            try await panel.post("/api/stockTransaction/none-such/reverse", expecting: 404).code == "movement.missing")
        #expect(try await panel.get("/api/audit/stock")["sound"] == true)
        await panel.close()
    }

    /// Loopback only, without beacons.
    private var loopback: NetworkOptions {
        var options = NetworkOptions()
        options.discovers = false
        options.loopbackOnly = true
        return options
    }

    @Test func `an invitation brings its link as a QR code`() async throws {
        let panel = try await TestPanel.found()
        _ = try await panel.shop.node.start(loopback)
        let made = try await panel.post("/api/invitations", expecting: 201)
        let code = try QRCode(made.text("link"))
        #expect(made["qr"]?.arrayValue?.compactMap(\.stringValue) == code.rows)
        await panel.close()
    }
}
