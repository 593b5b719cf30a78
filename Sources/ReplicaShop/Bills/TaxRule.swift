/// How a bill's totals are computed. Its name is stored in the bill when it is issued, so that the bill can be computed
/// again, to the last unit, however the shop's settings and this program change.
///
/// ``description`` is the stored name: `included-line-1`. The last part is the version of the arithmetic, which
/// changes whenever a result of ``BillTotals/compute(lines:rule:currency:discount:)`` would change; old versions stay.
public struct TaxRule: TextRepresentable {
    /// What the prices on the lines mean.
    public enum Prices: String, Hashable, Sendable, CaseIterable {
        /// Prices contain the tax, as is usual in shops outside North America.
        case included
        /// The tax is added to the prices.
        case added
    }

    /// Where the tax is rounded to the currency's smallest unit.
    public enum Precision: String, Hashable, Sendable, CaseIterable {
        /// On every line; the bill's tax is the sum of its lines' taxes.
        case line
        /// Once per rate on the bill; the lines' taxes are parts of it, by largest remainder.
        case bill
    }

    /// The only version of the arithmetic there is so far.
    public static let version = 1

    /// What the prices on the lines mean.
    public let prices: Prices
    /// Where the tax is rounded.
    public let precision: Precision

    /// The rule in the present version of the arithmetic.
    public init(prices: Prices, precision: Precision) {
        self.prices = prices
        self.precision = precision
    }

    /// Reads a stored name.
    public init(parsing text: String) throws(ShopError) {
        for rule in Self.all where rule.description.utf8.elementsEqual(text.utf8) {
            self = rule
            return
        }
        throw .malformed(.taxRule, text)
    }

    /// The name to store.
    public var description: String { "\(prices.rawValue)-\(precision.rawValue)-\(Self.version)" }

    /// Every rule there is.
    public static var all: [TaxRule] {
        Prices.allCases.flatMap { prices in
            Precision.allCases.map { TaxRule(prices: prices, precision: $0) }
        }
    }
}
