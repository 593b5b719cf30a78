/// What a bill taxes at one rate: the sums of the lines with that rate.
public struct TaxSummary: Hashable, Sendable {
    /// The rate.
    public let rate: TaxRate
    /// Without tax.
    public let net: Money
    /// The sum of those lines' taxes.
    public let tax: Money
    /// With tax: `net + tax`.
    public let gross: Money
}
