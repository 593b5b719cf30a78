/// What is said of a new product.
public struct ProductInput: Hashable, Sendable, Codable {
    /// The shop's own key for it.
    public var sku: String
    /// What it is called.
    public var name: String
    /// For one, as the shop's tax rule says with or without tax.
    public var price: Money
    /// Nil: the shop's usual rate.
    public var taxRate: TaxRate?
    /// The level at which it counts as low; nil: no alert.
    public var threshold: Int64?
    /// The level to fill up to.
    public var target: Int64?
    /// What a scanner reads.
    public var barcode: String?
    /// For grouping.
    public var category: String?
    /// Who delivers it, for the order list.
    public var supplier: String?
    /// Whether it must not be sold below zero.
    public var isStrict: Bool
    /// What lies on the shelf already; recorded as received.
    public var stock: Int64

    /// A product of these values.
    public init(
        sku: String, name: String, price: Money, taxRate: TaxRate? = nil, threshold: Int64? = nil,
        target: Int64? = nil, barcode: String? = nil, category: String? = nil, supplier: String? = nil,
        isStrict: Bool = false,
        stock: Int64 = 0
    ) {
        self.sku = sku
        self.name = name
        self.price = price
        self.taxRate = taxRate
        self.threshold = threshold
        self.target = target
        self.barcode = barcode
        self.category = category
        self.supplier = supplier
        self.isStrict = isStrict
        self.stock = stock
    }
}
