/// An invented shop with a year of business behind it, for demonstrations, tests and benchmarks.
///
/// One seed, one shop, on every machine. Nothing in it belongs to a real person, company or brand. The values are
/// consistent: every total is computed, every payment state follows from its ledger, and each product's stock is what
/// its movements come to less what the bills that are not void have sold.
public struct SampleShop: Hashable, Sendable {
    /// How much of everything.
    public struct Size: Hashable, Sendable {
        /// At most ``SampleShop/maximumProducts``.
        public var products: Int
        /// The walk-in customer included.
        public var customers: Int
        /// Spread over the year.
        public var bills: Int

        /// Negative numbers count as zero; bills need at least one product and one customer.
        public init(products: Int = 300, customers: Int = 200, bills: Int = 300) {
            self.products = products
            self.customers = customers
            self.bills = bills
        }
    }

    /// How many different products the catalogue has.
    public static var maximumProducts: Int { SampleCatalogue.articles.count }

    /// In the order of the catalogue; `stock` is the level in the end.
    public let products: [ProductRecord]
    /// The category of each SKU.
    public let categories: [String: String]
    /// The first one, "Walk-in", stands for all whose name nobody asked.
    public let customers: [CustomerRecord]
    /// By date.
    public let bills: [SampleBill]
    /// By day. With the sales of the bills that are not void they come to each product's stock.
    public let movements: [SampleMovement]

    /// Makes the shop.
    ///
    /// - Parameters:
    ///   - seed: decides everything.
    ///   - today: the last day of business; the first lies a year before it.
    ///   - currency: prices look like those in euros, whatever the number of decimals.
    ///   - rule: for the totals.
    /// - Throws: ``ShopError/dayOutOfRange`` if there is no year before `today`, or no month after it.
    public init(
        seed: UInt64, today: Day, currency: Currency = .eur,
        rule: TaxRule = TaxRule(prices: .included, precision: .line), size: Size = Size()
    ) throws(ShopError) {
        var factory = SampleFactory(seed: seed, today: today, currency: currency, rule: rule)
        var products = factory.products(size.products)
        let customers = factory.customers(size.customers)
        let bills = try factory.bills(size.bills, products, customers)
        movements = try factory.movements(for: &products, bills)
        categories = factory.categories
        self.products = products
        self.customers = customers
        self.bills = bills
    }
}
