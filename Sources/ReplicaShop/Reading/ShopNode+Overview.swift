import Replica

extension ShopNode {
    /// The most days of an ``overview(days:)`` and of ``bestSellers(days:limit:)``.
    public static let overviewDays = 366

    /// The shop at a glance; of a customer's node, what it holds. O(n) in all bills and products of this node.
    public func overview(days: Int) async throws -> ShopOverview {
        let (today, isAdmin) = (today, node.isAdmin)
        let first = today.number - min(max(days, 1), Self.overviewDays) + 1
        let (settings, records, products, drafts) = try await node.read { [projections] snapshot in
            (
                try snapshot.settings(), Array(projections.bills.records(snapshot).values),
                isAdmin ? Array(projections.products.records(snapshot).values) : nil,
                isAdmin ? projections.drafts.records(snapshot).values.count { $0.issues.isEmpty } : nil
            )
        }
        var totals = (first...today.number).compactMap { Day(number: $0) }.map { ShopOverview.DayTotals($0) }
        let statistics = BillStatistics(try records.map { try $0.summary(on: today) })
        for record in records {
            guard record.totals.currency == settings.currency else { continue }
            if record.state == .issued, totals.indices.contains(record.date.number - first) {
                totals[record.date.number - first].billed.add(record.totals.total.minor)
                totals[record.date.number - first].bills += 1
            }
            for entry in record.ledger {
                let day = entry.day ?? Desk.day(microseconds: entry.madeAtMicroseconds, in: timeZone)
                guard totals.indices.contains(day.number - first) else { continue }
                totals[day.number - first].received.add(Int64(clamping: entry.signed))
            }
        }
        return ShopOverview(
            currency: settings.currency.code, days: totals, bills: statistics,
            stock: products.map { $0.reduce(into: StockStatistics()) { $0.add($1) } }, drafts: drafts)
    }

    /// The products of which most was sold, the first the most. O(n) in the lines of the bills of those days.
    public func bestSellers(days: Int, limit: Int) async throws -> [ShopOverview.Seller] {
        let first = today.number - min(max(days, 1), Self.overviewDays) + 1
        let lines = try await node.read { [projections] snapshot in
            projections.bills.records(snapshot).values.filter { $0.state == .issued && $0.date.number >= first }
                .sorted { $0.date < $1.date }
                .flatMap { record in
                    (snapshot.document(record.reference)?["lines"]?.list ?? []).compactMap {
                        IssuedLine($0, in: record.totals.currency)
                    }
                }
        }
        var sold: [String: ShopOverview.Seller] = [:]
        for line in lines {
            let before = sold[line.product]?.quantity ?? 0
            sold[line.product] = ShopOverview.Seller(
                product: line.product, sku: line.sku, name: line.name,
                quantity: Int64(clamping: Int128(before) + Int128(line.quantity)))
        }
        return Array(
            sold.values.sorted { $0.quantity != $1.quantity ? $0.quantity > $1.quantity : $0.sku < $1.sku }
                .prefix(max(0, limit)))
    }
}
