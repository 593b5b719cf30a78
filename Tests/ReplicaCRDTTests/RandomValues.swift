import ReplicaCRDT

extension SplitMix64 {
    /// A value of any kind, nested at most `depth` levels (1: a leaf). Small and awkward ones are likely.
    mutating func value(depth: Int = 4) -> Value {
        switch below(depth > 1 ? 12 : 8) {
        case 0: .null
        case 1: .bool(oneIn(2))
        case 2: .integer(Int64(below(7) - 3))
        case 3: .integer(Int64(bitPattern: next() >> UInt64(below(64))))
        case 4: .real(real())
        case 5, 6: .text(text())
        case 7: .bytes(bytes(below(5)))
        case 8, 9: .list((0..<below(4)).map { _ in value(depth: depth - 1) })
        default: .map(of: (0..<below(4)).map { _ in (text(), value(depth: depth - 1)) })
        }
    }

    /// A finite real: a small one, the ends of the range, or any bits.
    mutating func real() -> Double {
        let ends = [0, -0.0, 1, -1, 0.5, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude]
        guard oneIn(2) else { return ends[below(ends.count)] }
        let any = Double(bitPattern: next())
        return any.isFinite ? any : 2.5
    }

    /// A short text; some are canonically equal to others, but differ in bytes.
    mutating func text() -> String {
        let parts = [
            "", "a", "b", "é", "e\u{301}", "Å", "\u{212B}", "\u{0}", "\u{FFFD}", "🧾", "\u{10FFFF}", "가",
            "\u{1100}\u{1161}",
        ]
        return (0..<below(3)).map { _ in parts[below(parts.count)] }.joined()
    }
}
