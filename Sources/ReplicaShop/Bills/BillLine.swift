/// What the totals need to know of one line of a bill.
public struct BillLine: Hashable, Sendable, Codable {
    /// The largest quantity, as for a change of stock.
    public static let maximumQuantity: Int64 = 1 << 40

    /// How many; negative on a line that gives back. Not zero.
    public var quantity: Int64
    /// For one, with or without tax as the rule says. Not negative.
    public var unitPrice: Money
    /// The rate that this line is taxed at.
    public var taxRate: TaxRate
    /// What is taken off this line, before any discount on the bill.
    public var discount: Discount?

    /// A line; what is wrong with its values is said when the totals are computed.
    public init(quantity: Int64, unitPrice: Money, taxRate: TaxRate, discount: Discount? = nil) {
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.taxRate = taxRate
        self.discount = discount
    }

    /// Quantity times price, and what the line's own discount takes off it.
    func priced(in currency: Currency) throws(LineFault) -> (gross: Int128, discount: Int128) {
        guard unitPrice.currency == currency else { throw .currency(unitPrice.currency, bill: currency) }
        guard unitPrice.minor >= 0 else { throw .negativePrice }
        guard quantity != 0, quantity.magnitude <= Self.maximumQuantity.magnitude else { throw .quantity(quantity) }
        let gross = Int128(quantity) * Int128(unitPrice.minor)
        guard Int64(exactly: gross) != nil else { throw .overflow }
        return (gross, try discount?.off(gross, in: currency) ?? 0)
    }
}
