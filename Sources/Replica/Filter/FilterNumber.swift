/// An exact decimal number: comparing amounts by binary fractions would put 0.1 + 0.2 above 0.3.
///
/// Equal numbers have equal parts: trailing zeros after the point are left out.
public struct FilterNumber: Hashable, Sendable {
    /// How many digits a number of a filter may have before the point.
    static let integerDigits = 18
    /// How many after it.
    static let fractionDigits = 9

    /// The digits as one whole number.
    let mantissa: Int128
    /// How many of them stand after the point, 0 to ``fractionDigits``.
    let scale: Int

    /// A whole number.
    public init(_ number: Int64) { self.init(number, scale: 0) }

    /// `minor` units of which 10 to the power of `scale` make one: 4250 with scale 2 is 42.50. Traps if the scale is not
    /// from 0 to 9.
    public init(_ minor: Int64, scale: Int) {
        precondition((0...Self.fractionDigits).contains(scale), "a scale is from 0 to 9, not \(scale)")
        self.init(normalizing: Int128(minor), scale)
    }

    /// Reads `-12.50`: a minus perhaps, digits, perhaps a point with digits. Nil for anything else, and for more digits than are
    /// kept.
    init?(digits text: String) {
        let isNegative = text.hasPrefix("-")
        let parts = (isNegative ? text.dropFirst() : text[...]).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }),
            parts[0].utf8.count <= Self.integerDigits, parts.count < 2 || parts[1].utf8.count <= Self.fractionDigits
        else { return nil }
        let digits = parts.joined().utf8.reduce(Int128(0)) { $0 * 10 + Int128($1 - 0x30) }
        self.init(normalizing: isNegative ? -digits : digits, parts.count < 2 ? 0 : parts[1].utf8.count)
    }

    private init(normalizing digits: Int128, _ digitsAfterPoint: Int) {
        var (mantissa, scale) = (digits, digitsAfterPoint)
        while scale > 0, mantissa % 10 == 0 { (mantissa, scale) = (mantissa / 10, scale - 1) }
        (self.mantissa, self.scale) = (mantissa, scale)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The nearest binary fraction, to compare with reals.
    var real: Double { Double(mantissa) / Double(power(scale)) }
}

extension FilterNumber: Comparable {
    public static func < (one: FilterNumber, other: FilterNumber) -> Bool {
        // At most 19 digits, and 9 more: far within 128 bits.
        let scale = max(one.scale, other.scale)
        return one.mantissa * power(scale - one.scale) < other.mantissa * power(scale - other.scale)
    }
}

extension FilterNumber: CustomStringConvertible {
    /// As a filter has it: `-12.5`.
    public var description: String {
        guard scale > 0 else { return "\(mantissa)" }
        let digits = String(mantissa.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (mantissa < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}

private func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }
