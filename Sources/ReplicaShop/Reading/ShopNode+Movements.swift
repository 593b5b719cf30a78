import Replica

extension ShopNode {
    /// Rows of the ledger of stock, movements and counts, the latest first. Throws `FilterError` if they have no such field.
    public func movements(_ filter: MovementFilter = MovementFilter()) async throws -> [MovementView] {
        let rows = try await node.read { [projections] snapshot in try projections.ledger(filter, in: snapshot) }
        let admits = try filter.matching?.test(on: ShopFields.movements)
        let found = rows.filter { filter.admits($0) && admits?($0) ?? true }
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
                    product: row.product, sku: row.sku, name: row.name, reason: row.reason, rows: 0, quantity: 0,
                    incoming: 0, outgoing: 0)
            sum.rows += 1
            sum.quantity = Int64(clamping: Int128(sum.quantity) + Int128(row.quantity))
            if row.quantity > 0 {
                sum.incoming = Int64(clamping: Int128(sum.incoming) + Int128(row.quantity))
            } else {
                sum.outgoing = Int64(clamping: Int128(sum.outgoing) + Int128(row.quantity))
            }
            sums[key] = sum
        }
        let sorted = sums.values.sorted {
            ($0.sku, $0.product, $0.reason.rawValue) < ($1.sku, $1.product, $1.reason.rawValue)
        }
        return filter.limit.map { Array(sorted.prefix(max(0, $0))) } ?? sorted
    }
}

extension Projections {
    /// The rows of the ledger that can be among those that a filter admits, the latest first, each with the level that it left.
    ///
    /// The level is told backwards from the present one, so that a row that arrives late moves those after it and nothing else.
    /// O(n log n) in the rows.
    fileprivate func ledger(_ filter: MovementFilter, in snapshot: Snapshot) throws(ShopError) -> [MovementView] {
        let product = try filter.product.map { (text) throws(ShopError) in try snapshot.product(text).id }
        let bill = try filter.bill.map { (text) throws(ShopError) in try snapshot.bill(text).id }
        var rows = Array(movements.records(snapshot).values) + Array(counts.records(snapshot).values)
        if let product { rows.removeAll { $0.product != product } }
        rows.sort { ($1.atMicroseconds, $0.id) < ($0.atMicroseconds, $1.id) }
        let known = products.records(snapshot)
        var levels: [String: Int64] = [:]
        var reversals: [String: String] = [:]
        for row in rows { if let reversed = row.reverses { reversals[reversed] = row.id } }
        for index in rows.indices {
            let row = rows[index]
            let product = known[DocumentReference(.shop, ShopCollection.product, row.product)]
            let place = product?.places.first { $0.name.utf8.elementsEqual(row.place.utf8) }
            let level = levels[row.product] ?? product?.level ?? 0
            rows[index].sku = product?.sku ?? ""
            rows[index].name = product?.name ?? ""
            rows[index].level = level
            rows[index].reversedBy = reversals[row.id]
            rows[index].isReversible =
                reversals[row.id] == nil
                && ReversalObstacle(row, countedAtMicroseconds: place?.countedAtMicroseconds) == nil
            levels[row.product] = level.subtractingReportingOverflow(row.quantity).partialValue
        }
        if let bill { rows.removeAll { $0.bill != bill } }
        return rows
    }
}
