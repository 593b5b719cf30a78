/// A moment of the civil clock in milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970 in UTC; negative before.
    package let milliseconds: Int64

    /// A moment from its number.
    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Reads RFC 3339, as `2026-05-03T14:02:11.250Z` or `2026-05-03 14:02:11+02:00`; digits below a millisecond are dropped.
    /// - Returns: `nil` for anything else, for days that do not exist, and for times without a zone.
    package init?(rfc3339 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
            let day = reader.digits(2), let date = CalendarDate(year: year, month: month, day: day),
            reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2), reader.take(":"),
            let second = reader.digits(2), hour < 24, minute < 60, second <= 60
        else { return nil }
        let fraction = reader.take(".") ? reader.fractionInThousandths() : 0
        guard let fraction, let zone = Self.zoneMinutes(&reader), reader.isAtEnd else { return nil }
        let minutes = Int64(date.daysSince1970) * 1_440 + Int64(hour * 60 + minute - zone)
        milliseconds = (minutes * 60 + Int64(second)) * 1_000 + Int64(fraction)
    }

    /// The moment in UTC to the second, as `2026-05-03T14:02:11Z`.
    package var rfc3339: String {
        let (date, second) = dayAndSecond
        let time = [second / 3_600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }.joined(separator: ":")
        return "\(date)T\(time)Z"
    }

    /// The day in UTC, and the second of that day.
    var dayAndSecond: (day: CalendarDate, second: Int) {
        let seconds = milliseconds / 1_000 - (milliseconds % 1_000 < 0 ? 1 : 0)
        let days = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
        return (CalendarDate(daysSince1970: Int(days)), Int(seconds - days * 86_400))
    }

    /// Earlier before later.
    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// `number` with leading zeros.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func zoneMinutes(_ reader: inout DigitReader) -> Int? {
        if reader.take("Z") || reader.take("z") { return 0 }
        let sign = reader.take("-") ? -1 : 1
        guard sign < 0 || reader.take("+") else { return nil }
        guard let hours = reader.digits(2), reader.take(":"), let minutes = reader.digits(2) else { return nil }
        return hours < 24 && minutes < 60 ? sign * (hours * 60 + minutes) : nil
    }
}
