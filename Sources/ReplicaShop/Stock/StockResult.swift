/// What a movement or a count did to a product.
public struct StockResult: Hashable, Sendable, Codable {
    /// The product as it stands now.
    public let product: ProductView
    /// The level before.
    public let before: Int64
    /// The level now.
    public let after: Int64
    /// What that tells people: the product became low, or is not any more.
    public let alerts: [StockAlert]
    /// The documents that describe it: movements or counts.
    public let records: [String]

    init(_ before: ProductView, _ after: ProductView, records: [String]) {
        product = after
        self.before = before.level
        self.after = after.level
        self.records = records
        alerts = StockAlert.between(
            .init(level: Int128(before.level), threshold: before.threshold),
            .init(level: Int128(after.level), threshold: after.threshold))
    }
}
