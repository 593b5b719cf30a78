/// The number of a bill: year, series, counter: `2026-B-0042`.
///
/// The counter runs on through the years, so that the numbers of a series prove by themselves that none is missing,
/// also at the turn of a year; the year is that of the day on which the number was spent, and never goes back within a
/// series, even if the clock does.
public struct BillNumber: TextRepresentable, Comparable {
    /// The last counter of a series.
    public static let maximumCounter: UInt64 = 999_999_999
    /// Counters are written with at least so many digits.
    static let counterDigits = 4

    /// 1 to 9999.
    public let year: Int
    /// The series whose one writer spent the number.
    public let series: SeriesName
    /// 1 to ``maximumCounter``.
    public let counter: UInt64

    /// Throws ``ShopError/series(_:)`` if year or counter are out of range.
    public init(year: Int, series: SeriesName, counter: UInt64) throws(ShopError) {
        guard (1...9999).contains(year), (1...Self.maximumCounter).contains(counter) else { throw .series(.counter) }
        self.year = year
        self.series = series
        self.counter = counter
    }

    /// The number that follows `last` in its series: the next counter, the year of `today` or, if that lies before it,
    /// the year of `last` again. Without `last`, the first number of the series.
    public static func next(after last: BillNumber?, in series: SeriesName, today: Day) throws(ShopError) -> BillNumber
    {
        guard let last else { return try BillNumber(year: today.year, series: series, counter: 1) }
        guard last.series == series else { throw .series(.sequence) }
        guard last.counter < maximumCounter else { throw .series(.exhausted) }
        return try BillNumber(year: max(last.year, today.year), series: series, counter: last.counter + 1)
    }

    /// Reads exactly what ``description`` writes.
    public init(parsing text: String) throws(ShopError) {
        guard let number = try? Self.read(text), number.description.utf8.elementsEqual(text.utf8) else {
            throw .malformed(.billNumber, text)
        }
        self = number
    }

    /// `2026-B-0042`.
    public var description: String {
        "\(Self.padded(UInt64(year)))-\(series)-\(Self.padded(counter))"
    }

    /// By series, then by counter: the order in which the numbers of a series were spent.
    public static func < (one: BillNumber, other: BillNumber) -> Bool {
        (one.series, one.counter, one.year) < (other.series, other.counter, other.year)
    }

    private static func read(_ text: String) throws -> BillNumber? {
        let parts = text.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let year = Int(parts[0]), let counter = UInt64(parts[2]) else { return nil }
        return try BillNumber(year: year, series: SeriesName(parsing: String(parts[1])), counter: counter)
    }

    private static func padded(_ value: UInt64) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, counterDigits - digits.count)) + digits
    }
}
