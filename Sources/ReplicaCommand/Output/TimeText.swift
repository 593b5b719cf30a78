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
        let offset = SystemCalls.secondsEastOfUTC(at: time)
        let (local, overflowed) = time.milliseconds.addingReportingOverflow(Int64(offset) * 1_000)
        guard !overflowed else { return time.rfc3339 }
        let (date, second) = Timestamp(milliseconds: local).dayAndSecond
        return "\(date) \(Timestamp.padded(second / 3_600, 2)):\(Timestamp.padded(second / 60 % 60, 2))"
    }
}
