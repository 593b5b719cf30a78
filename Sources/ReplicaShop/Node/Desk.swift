import Foundation
import Replica

/// Who acts, and which day it is where that is.
struct Desk {
    /// The person's name; empty if nobody said it.
    let user: String
    /// The present day.
    let today: Day

    /// The day on which a moment falls in a time zone.
    static func day(microseconds: UInt64, in zone: TimeZone) -> Day {
        let seconds = Int64(clamping: microseconds / 1_000_000)
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
        return Day(number: Int(clamping: (seconds + Int64(offset)) / 86_400)) ?? Day(number: 0)!
    }
}
