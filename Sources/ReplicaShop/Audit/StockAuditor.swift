import Replica

/// Adds up the ledger of stock and compares it with the counters.
struct StockAuditor {
    private struct Shelf: Hashable {
        let product: String
        let place: [UInt8]

        init(_ product: String, _ place: String) {
            self.product = product
            self.place = Array(place.utf8)
        }
    }

    private let snapshot: Snapshot

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    func audit() -> StockAudit {
        var result = StockAudit()
        var ledger: [Shelf: Int128] = [:]
        for document in snapshot.documents(ShopCollection.movement, in: .shop) {
            guard let row = MovementView(movement: document) else { continue }
            ledger[Shelf(row.product, row.place), default: 0] += Int128(row.quantity)
            result.movements += 1
        }
        for product in snapshot.documents(ShopCollection.product, in: .shop) {
            result.products += 1
            for path in product.stockPaths {
                result.levels += 1
                let place = StockPlace.name(of: path)
                let shelf = Shelf(product.id, place)
                let sum = (ledger.removeValue(forKey: shelf) ?? 0) + adjustment(of: product, path, &result)
                compare(product.level(path), sum, product.id, product["sku"]?.text ?? "", place, &result)
            }
        }
        for (shelf, sum) in ledger where sum != 0 {
            compare(0, sum, shelf.product, "", String(decoding: shelf.place, as: UTF8.self), &result)
        }
        result.differences.sort { ($0.sku, $0.product, $0.place) < ($1.sku, $1.product, $1.place) }
        return result
    }

    /// What the count that holds adds; its document must say the same.
    private func adjustment(of product: DocumentView, _ path: String, _ result: inout StockAudit) -> Int128 {
        guard let record = product.countRecord(path), let adjustment = product.countAdjustment(path) else { return 0 }
        result.counts += 1
        let document = snapshot.document(DocumentReference(.shop, ShopCollection.count, record))
        if document?["product"] != .text(product.id) || document?["count"]?["adjustment"] != .integer(adjustment) {
            result.badCounts.append(record)
        }
        return Int128(adjustment)
    }

    private func compare(
        _ level: Int128, _ ledger: Int128, _ product: String, _ sku: String, _ place: String,
        _ result: inout StockAudit
    ) {
        guard level != ledger else { return }
        result.differences.append(
            StockAudit.Difference(
                product: product, sku: sku, place: place, level: Int64(clamping: level),
                ledger: Int64(clamping: ledger)))
    }
}
