/// What is taken off a line, or off a whole bill.
public enum Discount: Hashable, Sendable, Codable {
    /// Hundredths of a percent, 0 to 10,000; what is taken off is rounded to the currency's smallest unit.
    case basisPoints(Int)
    /// An amount of zero or more; on a line with a negative quantity it is taken off the amount given back.
    case amount(Money)

    /// The highest percentage, in basis points: all of it.
    public static let maximumBasisPoints = 10_000

    /// Reads a percentage: `10`, `2.5`, `10%`.
    public static func percent(parsing text: String) throws(ShopError) -> Discount {
        guard let points = Percent.basisPoints(of: text, atMost: maximumBasisPoints) else {
            throw .malformed(.percent, text)
        }
        return .basisPoints(points)
    }

    /// What it takes off `amount`: between nothing and all of it, with the same sign.
    func off(_ amount: Int128, in currency: Currency) throws(LineFault) -> Int128 {
        switch self {
        case .basisPoints(let points):
            guard (0...Self.maximumBasisPoints).contains(points) else { throw .discountPercentage(points) }
            return Rounding.nearest(amount * Int128(points), over: Int128(Self.maximumBasisPoints))
        case .amount(let discount):
            guard discount.currency == currency else { throw .currency(discount.currency, bill: currency) }
            guard discount.minor >= 0, Int128(discount.minor) <= Int128(amount.magnitude) else {
                throw .discountTooLarge
            }
            return Int128(discount.minor) * amount.signum()
        }
    }
}
