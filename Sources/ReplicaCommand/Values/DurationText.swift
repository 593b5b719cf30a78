/// How a length of time is written on the command line: `500ms`, `30s`, `10m`, `1h30m`, `7d`, `2w`.
package enum DurationText {
    /// Ten years: beyond every use, and far from overflow.
    package static let maximum = Duration.seconds(10 * 365 * 86_400)

    private static let units: [(suffix: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000),
    ]

    /// Reads whole numbers, each with its unit, the greater unit first and none twice.
    /// - Returns: `nil` for anything else, for a number without a unit, and above ``maximum``.
    package static func parse(_ text: String) -> Duration? {
        var rest = text[...]
        var total: Int64 = 0
        var smallest = Int64.max
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let suffix = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(suffix.count)
            guard let number = Int64(digits), let unit = units.first(where: { $0.suffix == suffix }) else { return nil }
            guard unit.milliseconds < smallest else { return nil }
            smallest = unit.milliseconds
            let (part, overflowed) = number.multipliedReportingOverflow(by: unit.milliseconds)
            let (sum, carried) = total.addingReportingOverflow(part)
            guard !overflowed, !carried else { return nil }
            total = sum
        }
        let duration = Duration.milliseconds(total)
        return duration <= maximum ? duration : nil
    }

    /// The shortest text that ``parse(_:)`` reads as the same duration, as `1h30m`; parts below a millisecond are dropped.
    package static func format(_ duration: Duration) -> String {
        var rest = duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
        guard rest > 0 else { return "0s" }
        var text = ""
        for unit in units.reversed() where rest >= unit.milliseconds && unit.suffix != "w" {
            text += "\(rest / unit.milliseconds)\(unit.suffix)"
            rest %= unit.milliseconds
        }
        return text
    }
}
