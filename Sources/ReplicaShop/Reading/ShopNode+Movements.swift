import Replica

extension ShopNode {
    /// Rows of the ledger of stock, movements and counts, the latest first. Throws `FilterError` if they have no such field.
    public func movements(_ filter: MovementFilter = MovementFilter()) async throws -> [MovementView] {
        let rows = try await node.read { snapshot in try snapshot.ledgerRows(filter) }
        let admits = try filter.matching?.test(on: ShopFields.movements)
        let found = rows.filter { filter.admits($0) && admits?($0) ?? true }.sorted {
            ($1.atMicroseconds, $0.id) < ($0.atMicroseconds, $1.id)
        }
        return filter.limit.map { Array(found.prefix(max(0, $0))) } ?? found
    }

    /// The same by product and reason, by SKU.
    public func movementSummary(_ filter: MovementFilter = MovementFilter()) async throws -> [MovementSummary] {
        var unlimited = filter
        unlimited.limit = nil
        var sums: [[String]: MovementSummary] = [:]
        for row in try await movements(unlimited) {
            let key = [row.product, row.reason.rawValue]
            var sum =
                sums[key]
                ?? MovementSummary(
                    product: row.product, sku: row.sku, name: row.name, reason: row.reason, rows: 0, quantity: 0)
            sum.rows += 1
            sum.quantity = Int64(clamping: Int128(sum.quantity) + Int128(row.quantity))
            sums[key] = sum
        }
        let sorted = sums.values.sorted {
            ($0.sku, $0.product, $0.reason.rawValue) < ($1.sku, $1.product, $1.reason.rawValue)
        }
        return filter.limit.map { Array(sorted.prefix(max(0, $0))) } ?? sorted
    }
}

extension Snapshot {
    /// The rows that a filter can admit, in no order, by an index where there is one.
    fileprivate func ledgerRows(_ filter: MovementFilter) throws(ShopError) -> [MovementView] {
        var movements: [DocumentView]
        var counts: [DocumentView] = []
        let product = try filter.product.map { (text) throws(ShopError) in try self.product(text) }
        if let bill = filter.bill {
            movements = lookup(ShopCollection.movement, "bill", .text(try self.bill(bill).id))
            if let product { movements.removeAll { $0["product"] != .text(product.id) } }
        } else if let product {
            movements = lookup(ShopCollection.movement, "product", .text(product.id))
            counts = lookup(ShopCollection.count, "product", .text(product.id))
        } else {
            movements = documents(ShopCollection.movement, in: .shop)
            counts = documents(ShopCollection.count, in: .shop)
        }
        var products: [String: DocumentView?] = [:]
        func known(_ document: DocumentView) -> DocumentView? {
            guard let id = document["product"]?.text else { return nil }
            if let found = products[id] { return found }
            let found = self.document(DocumentReference(.shop, ShopCollection.product, id))
            products[id] = .some(found)
            return found
        }
        return movements.compactMap { MovementView(movement: $0, product: known($0)) }
            + counts.compactMap { MovementView(count: $0, product: known($0)) }
    }
}
