/// The computed amounts of one line. All are whole smallest units, and they add up to the bill's.
public struct LineTotals: Hashable, Sendable {
    /// Quantity times price.
    public let listAmount: Money
    /// What the line's own discount takes off.
    public let discount: Money
    /// The line's share of the discount on the bill.
    public let billDiscount: Money
    /// Without tax.
    public let net: Money
    /// Its tax, or its part of the bill's.
    public let tax: Money
    /// With tax: `net + tax`.
    public let gross: Money
    /// The rate that it is taxed at.
    public let taxRate: TaxRate
}
