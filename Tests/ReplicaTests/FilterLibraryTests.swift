import Foundation
import Replica
import Testing

/// Filters on documents as the library stores them.
@Suite(.timeLimit(.minutes(1))) struct FilterLibraryTests {
    @Test func `documents are found by their fields, members of maps and what lies under a field`() async throws {
        let items = try await TypedNode()
        try await items.node.write { tx in
            for (number, sku) in ["PEN-01", "INK-02", "PAD-03"].enumerated() {
                var item = Item.sample(sku, stock: number * 4)
                item.tags = number == 0 ? ["new", "blue"] : []
                try tx.insert(item)
            }
        }
        let cases = [
            (#"stock > threshold"#, ["PAD-03"]), (#"price.minor == 150 && sku ~ "ink""#, ["INK-02"]),
            (#"tags == "blue""#, ["PEN-01"]), (#"tags == null && stage == null"#, ["INK-02", "PAD-03"]),
            (#"price.currency in ["EUR"] && !(stock >= 4)"#, ["PEN-01"]),
            (#"note == null"#, ["INK-02", "PAD-03", "PEN-01"]),
        ]
        for (text, skus) in cases {
            let found = try await items.node.documents("item", where: Filter(text))
            #expect(found.compactMap { $0["sku"]?.text }.sorted() == skus, "\(text)")
        }
        await #expect(throws: FilterError.self) { try await items.node.documents("item", where: Filter("pric > 3")) }
        await items.node.close()
    }

    @Test func `an observation with a filter tells what enters and leaves it`() async throws {
        let items = try await TypedNode()
        let item = Item.sample("PEN-01", stock: 3)
        try await items.node.write { try $0.insert(item) }
        let filter = try Filter("stock < threshold")
        var typed = try await items.node.observe(Item.self, where: filter).makeAsyncIterator()
        var untyped = try await items.node.observe(collection: "item", where: filter).makeAsyncIterator()
        #expect(try await typed.next()?.documents.map(\.sku) == ["PEN-01"])
        #expect(try await untyped.next()?.documents.count == 1)
        try await items.node.write { tx in try tx.update(Item.self, item.id) { $0.stock += 4 } }
        #expect(try await typed.next()?.disappeared.map(\.document.sku) == ["PEN-01"])
        #expect(try await untyped.next()?.documents.isEmpty == true)
        await items.node.close()
    }
}
