/// Percentages as text: at most two decimals, so that they are whole basis points.
enum Percent {
    /// The basis points of `19`, `7.5`, `7.50` or `19%`, or nil if `text` is nothing of the kind or more than `limit`.
    static func basisPoints(of text: String, atMost limit: Int) -> Int? {
        let digits = text.utf8.last == UInt8(ascii: "%") ? String(text.dropLast()) : text
        // A percentage has the form of an amount in a currency with two decimals.
        guard let points = try? Money(parsing: digits, in: .eur).minor, points <= limit else { return nil }
        return Int(points)
    }

    /// The shortest text of `basisPoints`, which are not negative.
    static func text(_ basisPoints: Int) -> String {
        let whole = basisPoints / 100
        let decimals = basisPoints % 100
        if decimals == 0 { return "\(whole)" }
        return decimals % 10 == 0 ? "\(whole).\(decimals / 10)" : "\(whole).\(decimals < 10 ? "0" : "")\(decimals)"
    }
}
