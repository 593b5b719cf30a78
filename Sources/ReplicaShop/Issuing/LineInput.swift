/// A line of a draft or of a bill to be issued.
public struct LineInput: Hashable, Sendable, Codable {
    /// The product: SKU, barcode, id.
    public var product: String
    /// How many; not zero.
    public var quantity: Int64
    /// For one; nil: the product's.
    public var unitPrice: Money?
    /// What is taken off the line.
    public var discount: Discount?
    /// Names the line within its bill: 1 to 64 letters, digits, hyphens, underscores; nil: one is chosen.
    public var key: String?

    /// A line of these values.
    public init(
        product: String, quantity: Int64, unitPrice: Money? = nil, discount: Discount? = nil, key: String? = nil
    ) {
        self.product = product
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.discount = discount
        self.key = key
    }

    /// A line as it was typed.
    public init(_ request: LineRequest) {
        self.init(product: request.sku, quantity: request.quantity, unitPrice: request.unitPrice)
    }

    /// Whether a text can name a line.
    static func isKey(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { $0.isASCIIAlphanumeric || $0 == "-" || $0 == "_" }
    }
}
