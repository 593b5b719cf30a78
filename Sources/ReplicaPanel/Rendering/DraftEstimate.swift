import ReplicaShop

/// What a draft's lines would come to if it were issued now, in their order.
struct DraftEstimate: Sendable {
    /// For one.
    let prices: [Money]
    /// With tax, after all discounts.
    let totals: [Money]
}
