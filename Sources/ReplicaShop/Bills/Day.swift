/// A day of the Gregorian calendar, without time and time zone: the date on a bill.
///
/// Which day is today depends on where the shop is; whoever knows that passes it in. Days convert to and from their
/// number by the algorithms of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
public struct Day: TextRepresentable, Comparable {
    /// Days since 1970-01-01.
    public let number: Int

    private static let first = number(1, 1, 1)
    private static let last = number(9999, 12, 31)

    /// The day with this number, or nil outside the years 1 to 9999.
    public init?(number: Int) {
        guard (Self.first...Self.last).contains(number) else { return nil }
        self.number = number
    }

    /// The day with this date, or nil if there is none, or not in the years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        self.init(number: Self.number(year, month, day))
        guard date == (year, month, day) else { return nil }
    }

    /// Reads `2026-05-03` (ISO 8601, extended form) and nothing else.
    public init(parsing text: String) throws(ShopError) {
        let bytes = Array(text.utf8.prefix(11))
        let hyphen = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == hyphen, bytes[7] == hyphen, let year = Self.digits(bytes[0..<4]),
            let month = Self.digits(bytes[5..<7]), let day = Self.digits(bytes[8..<10]),
            let found = Day(year: year, month: month, day: day)
        else { throw .malformed(.date, text) }
        self = found
    }

    /// Year, month (1…12) and day of the month (1…31).
    public var date: (year: Int, month: Int, day: Int) {
        // The year begins in March here, so that the leap day is its last; an era has 400 years.
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// The year, 1 to 9999.
    public var year: Int { date.year }

    /// The day of the week, 0 for Monday to 6 for Sunday.
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    /// `2026-05-03`.
    public var description: String {
        let (year, month, day) = date
        return "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
    }

    /// The day so many days later, or earlier if negative. Throws ``ShopError/dayOutOfRange``.
    public func adding(days: Int) throws(ShopError) -> Day {
        let (sum, overflow) = number.addingReportingOverflow(days)
        guard !overflow, let day = Day(number: sum) else { throw .dayOutOfRange }
        return day
    }

    /// How many days this day is after `other`; negative if it is before.
    public func days(since other: Day) -> Int { number - other.number }

    /// By the calendar.
    public static func < (one: Day, other: Day) -> Bool { one.number < other.number }

    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    private static func padded(_ value: Int, to count: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
