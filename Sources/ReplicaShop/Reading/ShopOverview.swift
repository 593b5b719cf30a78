/// A shop at a glance: sums over everything, and what happened day by day lately.
public struct ShopOverview: Hashable, Sendable, Codable {
    /// What one day brought, in the shop's currency and its smallest units.
    public struct DayTotals: Hashable, Sendable, Codable {
        /// The day.
        public let day: Day
        /// The totals of the bills of that day that are not void.
        public var billed: Int64 = 0
        /// What was received less what was given back.
        public var received: Int64 = 0
        /// How many bills bear the day.
        public var bills = 0

        init(_ day: Day) { self.day = day }
    }

    /// How much was sold of a product, by the lines of bills that are not void.
    public struct Seller: Hashable, Sendable, Codable {
        /// The product's id.
        public let product: String
        /// Its SKU as it was sold last.
        public let sku: String
        /// Its name as it was sold last.
        public let name: String
        /// In pieces.
        public var quantity: Int64
    }

    /// The shop's currency, ISO 4217: that of ``days``. Amounts in others are only in ``bills``.
    public let currency: String
    /// The days asked for, the earliest first; the last is today.
    public var days: [DayTotals]
    /// Over all bills, whenever they were made.
    public let bills: BillStatistics
    /// Over all products; nil on a customer's node.
    public let stock: StockStatistics?
    /// How many drafts wait to be issued; nil on a customer's node.
    public let drafts: Int?
}
