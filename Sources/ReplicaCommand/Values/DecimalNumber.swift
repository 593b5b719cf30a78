/// An exact decimal number as a person typed it, as `12.50`: an integer and how many of its digits stand after the point.
///
/// Amounts never pass through a `Double`: they are turned into minor units once the currency is known.
package struct DecimalNumber: Sendable, Equatable {
    /// All digits, with the sign and without the point.
    package let significand: Int64
    /// How many of the digits stand after the point; zero to ``maximumFractionDigits``.
    package let fractionDigits: Int

    /// More decimals than any currency or rate has.
    package static let maximumFractionDigits = 9

    /// Reads `12`, `12.50`, `.5` or `-3.1`. A comma is refused: `1,000` could be one or a thousand; `-0` is a slip.
    /// - Returns: `nil` for anything else, and for numbers beyond 64 bits.
    package init?(_ text: String) {
        var digits = Array(text.utf8)
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits.removeFirst() }
        var value: Int64 = 0
        var decimals: Int?
        var count = 0
        for byte in digits {
            if byte == UInt8(ascii: ".") {
                guard decimals == nil else { return nil }
                decimals = 0
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            let (scaled, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = scaled.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            guard !overflowed, !carried else { return nil }
            value = sum
            count += 1
            decimals = decimals.map { $0 + 1 }
        }
        guard count > 0, digits.last != UInt8(ascii: "."), !(isNegative && value == 0) else { return nil }
        guard decimals ?? 0 <= Self.maximumFractionDigits else { return nil }
        significand = isNegative ? -value : value
        fractionDigits = decimals ?? 0
    }

    /// The number in units of 10^-`exponent`, as 1250 for 12.5 and 2.
    /// - Returns: `nil` if it has more decimals than that, other than zeros, or does not fit.
    package func minorUnits(exponent: Int) -> Int64? {
        var value = significand
        for _ in 0..<max(0, fractionDigits - exponent) {
            guard value % 10 == 0 else { return nil }
            value /= 10
        }
        for _ in 0..<max(0, exponent - fractionDigits) {
            let (scaled, overflowed) = value.multipliedReportingOverflow(by: 10)
            guard !overflowed else { return nil }
            value = scaled
        }
        return value
    }
}
