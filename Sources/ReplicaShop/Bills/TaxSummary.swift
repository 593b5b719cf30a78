/// What a bill taxes at one rate: the sums of the lines with that rate.
public struct TaxSummary: Hashable, Sendable {
    public let rate: TaxRate
    /// Without tax.
    public let net: Money
    public let tax: Money
    /// With tax: `net + tax`.
    public let gross: Money
}
