/// Moments as text (RFC 3339, UTC): their order as texts is that of time.
package enum MomentText {
    private static let microsecondsOfDay: Int64 = 86_400_000_000

    /// `2026-05-03T12:02:00.125Z`; years beyond 9999 show the last moment of it.
    package static func utc(microseconds: UInt64) -> String {
        let total = Int64(clamping: microseconds)
        guard let day = Day(number: Int(total / microsecondsOfDay)) else { return "9999-12-31T23:59:59.999Z" }
        let milliseconds = total % microsecondsOfDay / 1000
        let (hours, minutes) = (milliseconds / 3_600_000, milliseconds / 60_000 % 60)
        let seconds = milliseconds / 1000 % 60
        return
            "\(day)T\(padded(hours, 2)):\(padded(minutes, 2)):\(padded(seconds, 2)).\(padded(milliseconds % 1000, 3))Z"
    }

    private static func padded(_ value: Int64, _ count: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
