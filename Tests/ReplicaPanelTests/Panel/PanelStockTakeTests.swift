import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

@Suite struct PanelStockTakeTests {
    @Test func `a stock-take is blind until its review, and each count is recorded for itself`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen(stock: 10)
        try await panel.cup()
        #expect(try await panel.get("/api/stocktake")["open"] == false)
        #expect(
            try await panel.post("/api/stocktake/items", ["code": "PEN-01"], expecting: 409).code == "stocktake.closed")
        let begun = try await panel.post("/api/stocktake", expecting: 201)
        #expect(begun["open"] == true && begun["products"] == 2 && begun["items"] == [])
        #expect(try await panel.post("/api/stocktake", expecting: 409).code == "stocktake.open")

        let scanned = try await panel.post("/api/stocktake/items", ["code": "4006381333931"])
        #expect(scanned["sku"] == "PEN-01" && scanned["counted"] == .null)
        #expect(scanned["expected"] == nil && scanned["level"] == nil)
        #expect(
            try await panel.post("/api/stocktake/items", ["code": "NOPE"], expecting: 404).code == "product.missing")
        let pen = "/api/stocktake/items/\(scanned.text("product"))"
        #expect(try await panel.post(pen + "/apply", expecting: 404).code == "stocktake.item")
        #expect(try await panel.call("PATCH", pen, ["counted": 9])["counted"] == 9)
        #expect(try await panel.call("PATCH", pen, ["counted": -1], expecting: 422).code == "bad-body")

        // Sold after the scan: it comes on top of what was counted.
        _ = try await panel.post("/api/stock/PEN-01/adjust", ["quantity": 2, "reason": "own-use"])
        let again = try await panel.post("/api/stocktake/items", ["code": "PEN-01"])
        #expect(again["counted"] == 9 && again["changed"] == -2, "a second scan keeps the first")
        let blind = try await panel.get("/api/stocktake")
        #expect(blind["counted"] == 1 && blind["items"]?[0]?["expected"] == nil)
        let review = try await panel.get("/api/stocktake?review")
        #expect(review["items"]?[0]?["expected"] == 10 && review["items"]?[0]?["difference"] == -1)

        let applied = try await panel.post(pen + "/apply", ["note": "one broken"])
        #expect(applied["before"] == 8 && applied["after"] == 7)
        #expect(try await panel.post(pen + "/apply", expecting: 404).code == "stocktake.item")
        let row = try await panel.get("/api/stockTransaction?sku=PEN-01")["items"]?[0]
        #expect(row?["counted"] == 9 && row?["note"] == "one broken")
        #expect(try await panel.get("/api/audit/stock")["sound"] == true)
        #expect(try await panel.call("DELETE", "/api/stocktake")["accepted"] == true)
        #expect(try await panel.call("DELETE", "/api/stocktake", expecting: 409).code == "stocktake.closed")
        await panel.close()
    }

    @Test func `what two pages count of one product adds up, and a step that is sent again counts once`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen(stock: 10)
        _ = try await panel.post("/api/stocktake", expecting: 201)
        let pen =
            "/api/stocktake/items/\(try await panel.post("/api/stocktake/items", ["code": "PEN-01"]).text("product"))"
        for (step, counted) in [("a1", 2), ("b1", 4), ("a1", 4), ("b2", 6)] as [(String, JSON)] {
            #expect(try await panel.call("PATCH", pen, ["add": 2, "step": .string(step)])["counted"] == counted)
        }
        #expect(try await panel.call("PATCH", pen, ["add": -9, "step": "a2"])["counted"] == 0, "never below zero")
        #expect(try await panel.call("PATCH", pen, ["add": 1], expecting: 422).code == "bad-body")
        #expect(try await panel.call("PATCH", pen, [:], expecting: 422).code == "bad-body")
        await panel.close()
    }

    @Test func `counting anew begins with what is known then, and what was taken out is forgotten`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen(stock: 10)
        _ = try await panel.post("/api/stocktake", expecting: 201)
        let pen =
            "/api/stocktake/items/\(try await panel.post("/api/stocktake/items", ["code": "PEN-01"]).text("product"))"
        _ = try await panel.call("PATCH", pen, ["counted": 4])
        _ = try await panel.post("/api/stock/PEN-01/receive", ["quantity": 5])
        let anew = try await panel.post("/api/stocktake/items", ["code": "PEN-01", "anew": true])
        #expect(anew["counted"] == .null && anew["changed"] == 0)
        _ = try await panel.call("PATCH", pen, ["counted": 14])
        #expect(try await panel.get("/api/stocktake?review")["items"]?[0]?["difference"] == -1)
        _ = try await panel.call("DELETE", pen)
        #expect(try await panel.get("/api/stocktake")["items"] == [])
        #expect(try await panel.call("DELETE", pen, expecting: 404).code == "stocktake.item")
        await panel.close()
    }

    @Test func `a stock-take goes on after a restart of the program`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen(stock: 10)
        _ = try await panel.post("/api/stock/PEN-01/move", ["quantity": 4, "to": "Cellar"])
        _ = try await panel.post("/api/stocktake", ["location": "Cellar"], expecting: 201)
        let product = try await panel.post("/api/stocktake/items", ["code": "PEN-01"]).text("product")
        _ = try await panel.call("PATCH", "/api/stocktake/items/\(product)", ["counted": 3])
        await panel.close()

        let shop = try await ShopNode.open(at: panel.directory.path + "/a", timeZone: TimeZone(secondsFromGMT: 0)!)
        let later = try await TestPanel(panel.directory, shop)
        let take = try await later.get("/api/stocktake?review")
        #expect(take["open"] == true && take["location"] == "Cellar" && take["counted"] == 1)
        #expect(take["items"]?[0]?["expected"] == 4 && take["items"]?[0]?["difference"] == -1)
        #expect(try await later.post("/api/stocktake/items/\(product)/apply")["after"] == 9)
        let places = try await later.get("/api/product/PEN-01")["places"]?.arrayValue ?? []
        #expect(places.map { $0["level"] } == [6, 3])
        #expect(places[0]["countedAt"] == .null && places[1]["countedAt"] != .null)
        await later.close()
    }

    @Test func `goods are moved back to the shop itself, and lists know what is out or was not counted`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen(stock: 10)
        try await panel.cup()
        _ = try await panel.post("/api/stock/PEN-01/move", ["quantity": 4, "to": "Cellar"])
        _ = try await panel.post("/api/stock/PEN-01/move", ["quantity": 1, "location": "Cellar", "to": ""])
        #expect(try await panel.get("/api/product/PEN-01")["places"]?.arrayValue?.map { $0["level"] } == [7, 3])
        #expect(try await panel.get("/api/product?out")["items"]?[0]?["sku"] == "CUP-01")
        #expect(try await panel.get("/api/stock?out")["count"] == 1)
        #expect(try await panel.get("/api/product?uncounted=90")["count"] == 2)
        _ = try await panel.post("/api/stock/CUP-01/count", ["counted": 2])
        #expect(try await panel.get("/api/product?uncounted=90&sort=counted")["items"]?[0]?["sku"] == "PEN-01")
        #expect(try await panel.get("/api/stock?uncounted=90")["count"] == 1)
        #expect(try await panel.get("/api/product?uncounted=0", expecting: 400).code == "bad-parameter")
        await panel.close()
    }

    @Test func `a product keeps its supplier and target through routes and files`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        let edited = try await panel.call("PATCH", "/api/product/PEN-01", ["supplier": " Ink & Sons ", "target": 60])
        #expect(edited["supplier"] == "Ink & Sons" && edited["target"] == 60)
        #expect(try await panel.get("/api/product?text=ink")["count"] == 1)
        #expect(try await panel.call("PATCH", "/api/product/PEN-01", ["supplier": .null])["supplier"] == .null)
        await panel.close()
    }
}

extension TestPanel {
    /// A cup of which there is none.
    @discardableResult
    func cup() async throws -> JSON {
        try await post("/api/product", ["sku": "CUP-01", "name": "Cup", "price": "4.00"], expecting: 201)
    }
}
