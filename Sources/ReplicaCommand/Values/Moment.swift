/// From when on, as `--since` takes it.
package enum Moment: Sendable, Equatable {
    /// The beginning of a day in the local time zone.
    case day(CalendarDate)
    /// An exact moment.
    case time(Timestamp)
    /// So long ago.
    case ago(Duration)

    /// Reads `2026-05-03`, an RFC 3339 time, or a duration as `7d`.
    package init?(_ text: String) {
        if let date = CalendarDate(text) {
            self = .day(date)
        } else if let time = Timestamp(rfc3339: text) {
            self = .time(time)
        } else if let duration = DurationText.parse(text) {
            self = .ago(duration)
        } else {
            return nil
        }
    }
}
