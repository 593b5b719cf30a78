/// An amount of money: a whole number of a currency's smallest unit. Never a floating-point number.
///
/// All arithmetic is exact; a result beyond 64 bits is refused with ``ShopError/overflow``, it never wraps and never
/// traps. Amounts of two currencies do not mix.
public struct Money: Hashable, Sendable, Codable {
    /// The amount in the currency's smallest unit: 1250 is 12.50 EUR, 1250 JPY, 1.250 KWD.
    public let minor: Int64
    /// What ``minor`` counts.
    public let currency: Currency

    /// `minor` smallest units of `currency`.
    public init(_ minor: Int64, _ currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    /// Nothing.
    public static func zero(_ currency: Currency) -> Money { Money(0, currency) }

    /// The exact value in 64 bits, or ``ShopError/overflow``.
    init(exactly wide: Int128, _ currency: Currency) throws(ShopError) {
        guard let minor = Int64(exactly: wide) else { throw .overflow }
        self.init(minor, currency)
    }

    /// Their sum. Throws if the currencies differ or the sum does not fit.
    public func adding(_ other: Money) throws(ShopError) -> Money {
        try checkCurrency(of: other)
        return try Money(exactly: Int128(minor) + Int128(other.minor), currency)
    }

    /// Their difference. Throws if the currencies differ or the difference does not fit.
    public func subtracting(_ other: Money) throws(ShopError) -> Money {
        try checkCurrency(of: other)
        return try Money(exactly: Int128(minor) - Int128(other.minor), currency)
    }

    /// The amount with the other sign. Throws for the one amount that has no counterpart.
    public func negated() throws(ShopError) -> Money {
        try Money(exactly: -Int128(minor), currency)
    }

    /// `factor` times the amount. Throws if the product does not fit.
    public func multiplied(by factor: Int64) throws(ShopError) -> Money {
        try Money(exactly: Int128(minor) * Int128(factor), currency)
    }

    /// The sum of `amounts`, zero if there are none. Only the sum has to fit 64 bits, not what is met on the way.
    public static func sum(_ amounts: some Sequence<Money>, in currency: Currency) throws(ShopError) -> Money {
        var sum: Int128 = 0
        for amount in amounts {
            try Money.zero(currency).checkCurrency(of: amount)
            sum += Int128(amount.minor)
        }
        return try Money(exactly: sum, currency)
    }

    func checkCurrency(of other: Money) throws(ShopError) {
        guard currency == other.currency else { throw .mixedCurrencies(currency, other.currency) }
    }
}
