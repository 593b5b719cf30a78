import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

@Suite struct PanelAuditTests {
    @Test func `the audits prove numbers, stock and signatures`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        _ = try await panel.bill()
        #expect(try await panel.get("/api/audit/numbers")["sound"] == true)
        #expect(try await panel.get("/api/audit/stock")["sound"] == true)
        let signatures = try await panel.get("/api/audit/signatures")
        #expect(signatures["sound"] == true)
        #expect(signatures["changes"]?.integerValue.map { $0 > 5 } == true)
        // Staff, the shop, Mei's space and the walk-in customer's: one author.
        #expect(signatures["chains"] == 4)
        await panel.close()
    }

    @Test func `a stored change whose bytes were altered is found`() async throws {
        let directory = try ShortDirectory()
        let panel = try await TestPanel.found(in: directory)
        _ = try await panel.post(
            "/api/product?user=zebedee", ["sku": "A", "name": "A", "price": "1"], expecting: 201)
        _ = try await panel.post("/api/product", ["sku": "B", "name": "B", "price": "1"], expecting: 201)
        await panel.close()
        let file = URL(fileURLWithPath: directory.path + "/a/replica.sqlite")
        var bytes = try Data(contentsOf: file)
        var found = 0
        while let place = bytes.firstRange(of: Data("zebedee".utf8)) {
            bytes[place.lowerBound] = UInt8(ascii: "Z")
            found += 1
        }
        #expect(found > 0)
        try bytes.write(to: file)

        let shop = try await ShopNode.open(at: directory.path + "/a", timeZone: TimeZone(secondsFromGMT: 0)!)
        let again = try await TestPanel(directory, shop)
        let audit = try await again.get("/api/audit/signatures")
        #expect(audit["sound"] == false)
        let reasons = audit["failures"]?.arrayValue?.map { $0.text("reason") } ?? []
        #expect(reasons.contains("its bytes on disk are damaged"))
        #expect(reasons.contains("the change before it is missing, or is another"))
        await again.close()
    }
}
