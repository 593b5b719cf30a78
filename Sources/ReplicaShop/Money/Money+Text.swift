extension Money: CustomStringConvertible {
    /// The most bytes of a text that is looked at for an amount: 19 digits, a point, a sign, and room to say what is wrong.
    static let maximumTextBytes = 64

    /// Reads an amount as it is typed on a command line or stands in a file: `12`, `12.5`, `12.50`.
    ///
    /// Accepted are digits, and after a point at most as many decimals as `currency` has; fewer mean zeros. Everything
    /// else (`12,50`, `1e9`, `-0`, `007`, `.5`, `12.`, blanks, digits of other scripts) is refused with an
    /// ``AmountFault`` that says why, rather than guessed at. A minus sign is accepted only where `range` is `.any`.
    public init(parsing text: String, in currency: Currency, range: AmountRange = .nonNegative) throws(ShopError) {
        do {
            self.init(try Self.minor(of: Array(text.utf8.prefix(Self.maximumTextBytes + 1)), currency, range), currency)
        } catch {
            throw .amount(text, error)
        }
    }

    /// The amount without its currency, with all decimals: `12.50`, `-0.05`, `1250` for JPY.
    public var amountText: String {
        let digits = String(minor.magnitude)
        let sign = minor < 0 ? "-" : ""
        guard currency.exponent > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, currency.exponent + 1 - digits.count)) + digits
        return "\(sign)\(padded.dropLast(currency.exponent)).\(padded.suffix(currency.exponent))"
    }

    /// The amount and its currency: `12.50 EUR`.
    public var description: String { "\(amountText) \(currency)" }

    private static func minor(
        of text: [UInt8], _ currency: Currency, _ range: AmountRange
    ) throws(AmountFault) -> Int64 {
        let isNegative = text.first == UInt8(ascii: "-")
        let unsigned = isNegative ? text[1...] : text[...]
        try checkForm(of: unsigned)
        let parts = unsigned.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : []
        guard decimals.count <= currency.exponent else { throw .tooManyDecimals(currency) }
        let zeros = repeatElement(UInt8(ascii: "0"), count: currency.exponent - decimals.count)
        var magnitude: Int128 = 0
        for digit in [parts[0], decimals, ArraySlice(zeros)].joined() {
            magnitude = magnitude * 10 + Int128(digit - UInt8(ascii: "0"))
            guard magnitude <= Int64.max.magnitude + 1 else { throw .tooLarge }
        }
        if isNegative, magnitude == 0 { throw .negativeZero }
        if isNegative, range != .any { throw .negative }
        if magnitude == 0, range == .positive { throw .zero }
        guard let minor = Int64(exactly: isNegative ? -magnitude : magnitude) else { throw .tooLarge }
        return minor
    }

    /// Digits, or digits, one point and digits; everything else is named as closely as possible.
    private static func checkForm(of text: ArraySlice<UInt8>) throws(AmountFault) {
        guard let first = text.first else { throw .empty }
        if first == UInt8(ascii: "+") { throw .plusSign }
        let isDigit = { (byte: UInt8) in UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9") }
        for byte in text where !isDigit(byte) && byte != UInt8(ascii: ".") {
            switch byte {
            case UInt8(ascii: ","): throw .comma
            case UInt8(ascii: "e") where isDigit(first), UInt8(ascii: "E") where isDigit(first): throw .exponentNotation
            default: throw .otherCharacter
            }
        }
        guard text.count <= maximumTextBytes else { throw .tooLarge }
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2 else { throw .otherCharacter }
        guard parts.allSatisfy({ !$0.isEmpty }) else { throw .missingDigits }
        guard parts[0].count == 1 || first != UInt8(ascii: "0") else { throw .leadingZero }
    }
}
