import Replica
import ReplicaShop

/// The metrics of the shop: numbers of things, no amounts and no customers.
enum ShopMetrics {
    /// Counts bills by state, drafts, products at or below their threshold, and what wants a decision.
    static func families(_ shop: ShopNode) async throws -> [MetricFamily] {
        let bills = try await shop.billStatistics().byState
        let conflicts = try await shop.conflicts()
        var families = [
            MetricFamily(
                "shop_bills", .gauge, "Bills, by how they are paid, or void.", by: "state",
                ShownState.allCases.map { ($0.rawValue, Double(bills[$0.rawValue] ?? 0)) }),
            MetricFamily(
                "replica_conflicts_open", .gauge, "What wants a decision, by kind.", by: "kind",
                ShopConflict.Kind.allCases.map { kind in
                    (kind.rawValue, Double(conflicts.count { $0.kind == kind }))
                }),
        ]
        if shop.node.isAdmin {
            var filter = ProductFilter()
            filter.isLow = true
            let low = try await shop.products(filter).count
            families.append(
                MetricFamily("shop_stock_low_products", .gauge, "Products at or below their threshold.", low))
        }
        return families
    }
}
