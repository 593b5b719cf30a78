/// A cursor over the fixed-width digits of dates and times.
struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// Consumes one ASCII character if it comes next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Exactly `count` digits as a number.
    mutating func digits(_ count: Int) -> Int? {
        let bytes = rest.prefix(count)
        guard bytes.count == count, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// One to nine digits after a point, as thousandths.
    mutating func fractionInThousandths() -> Int? {
        let bytes = rest.prefix { (0x30...0x39).contains($0) }
        guard (1...9).contains(bytes.count) else { return nil }
        rest = rest.dropFirst(bytes.count)
        let thousandths = bytes.prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return thousandths * (bytes.count == 1 ? 100 : bytes.count == 2 ? 10 : 1)
    }
}
