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
    /// What it did at one place; nil for a move, which has two, and in results that an earlier version recorded.
    public let there: PlaceChange?

    /// The level of one place, before and after.
    public struct PlaceChange: Hashable, Sendable, Codable {
        /// The place; empty for the shop itself.
        public let place: String
        /// The level there before.
        public let before: Int64
        /// The level there now.
        public let after: Int64
    }

    /// - Parameter path: the counter of the one place that changed.
    init(_ before: ProductView, _ after: ProductView, at path: String? = nil, records: [String]) {
        product = after
        there = path.map { path in
            let place = StockPlace.name(of: path)
            return PlaceChange(place: place, before: before.level(at: place), after: after.level(at: place))
        }
        self.before = before.level
        self.after = after.level
        self.records = records
        alerts = StockAlert.between(
            .init(level: Int128(before.level), threshold: before.threshold),
            .init(level: Int128(after.level), threshold: after.threshold))
    }
}
