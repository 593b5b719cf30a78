/// Amounts for people.
package enum MoneyText {
    /// An amount in minor units, as `-1234.50 EUR`, `1500 JPY`, `2.125 KWD`. Neither grouped nor localised: it can be copied into a
    /// command.
    package static func format(minor: Int64, currency: String) -> String {
        "\(number(minor: minor, exponent: CurrencyCode.exponent(of: currency))) \(currency)"
    }

    /// The same without the currency.
    package static func number(minor: Int64, exponent: Int) -> String {
        let digits = String(minor.magnitude)
        let sign = minor < 0 ? "-" : ""
        guard exponent > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, exponent + 1 - digits.count)) + digits
        return sign + padded.dropLast(exponent) + "." + padded.suffix(exponent)
    }
}
