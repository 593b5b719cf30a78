/// What was bought by a customer, or by all: the sums of bills that are not void.
public struct Spending: Hashable, Sendable {
    /// What one thing came to.
    public struct Share: Hashable, Sendable {
        /// The SKU then; empty for a category.
        public let sku: String
        /// The name then.
        public let name: String
        /// In pieces; what was given back is taken off.
        public var quantity: Int64
        /// With tax, after discounts.
        public var total: Money
    }

    /// One month with bills.
    public struct Month: Hashable, Sendable {
        /// As `2026-05`.
        public let name: String
        /// What its bills came to.
        public var total: Money
        /// How many they are.
        public var bills: Int
    }

    /// The sums of all bills.
    public internal(set) var statistics = BillStatistics()
    /// Months with a bill, the oldest first; one for each currency.
    public internal(set) var months: [Month] = []
    /// By product, the most first.
    public internal(set) var products: [Share] = []
    /// By category, the most first; empty where this node knows no product.
    public internal(set) var groups: [Share] = []
    /// Bills with a due day that were paid, or have passed it.
    public internal(set) var dueDecided = 0
    /// Of those, the ones that were paid by then.
    public internal(set) var onTime = 0
}
