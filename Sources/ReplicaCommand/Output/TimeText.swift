/// Moments for people.
package enum TimeText {
    /// How long ago, up to a day, as `3 min ago`; beyond that the local date and time. A moment in the future, from another
    /// computer's clock, is told as such from ten seconds on.
    package static func relative(_ time: Timestamp, now: Timestamp) -> String {
        let (seconds, overflowed) = now.milliseconds.subtractingReportingOverflow(time.milliseconds)
        let age = overflowed ? Int64.max / 1_000 : seconds / 1_000
        if abs(age) < 10 { return "just now" }
        if abs(age) >= 86_400 { return absolute(time) }
        let amount =
            switch abs(age) {
            case ..<60: "\(abs(age)) s"
            case ..<3_600: "\(abs(age) / 60) min"
            default: "\(abs(age) / 3_600) h"
            }
        return age < 0 ? "in \(amount)" : "\(amount) ago"
    }

    /// The local date and time to the minute, as `2026-05-03 14:02`.
    package static func absolute(_ time: Timestamp) -> String {
        guard let (date, second) = local(time) else { return time.rfc3339 }
        return "\(date) \(Timestamp.padded(second / 3_600, 2)):\(Timestamp.padded(second / 60 % 60, 2))"
    }

    /// The local time of day to the second, as `14:02:11`, behind the date if it is not of today.
    package static func clock(_ time: Timestamp, now: Timestamp) -> String {
        guard let (date, second) = local(time) else { return time.rfc3339 }
        let clock = [second / 3_600, second / 60 % 60, second % 60].map { Timestamp.padded($0, 2) }
        return (date == local(now)?.day ? "" : "\(date) ") + clock.joined(separator: ":")
    }

    /// `nil` at the ends of the representable time.
    private static func local(_ time: Timestamp) -> (day: CalendarDate, second: Int)? {
        let offset = SystemCalls.secondsEastOfUTC(at: time)
        let (local, overflowed) = time.milliseconds.addingReportingOverflow(Int64(offset) * 1_000)
        return overflowed ? nil : Timestamp(milliseconds: local).dayAndSecond
    }
}
