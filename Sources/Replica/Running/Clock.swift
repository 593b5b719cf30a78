import Foundation
import ReplicaDocuments
import ReplicaGossip
import ReplicaTransport

/// The node's clocks: the only place where time is read.
enum Clock {
    /// The wall clock, microseconds since 1970.
    static var wallMicroseconds: UInt64 {
        var now = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
        return UInt64(clamping: now.tv_sec) * 1_000_000 + UInt64(clamping: now.tv_nsec) / 1_000
    }

    /// Both clocks.
    static var instant: Instant { Instant(monotonic: MonotonicClock.now / 1_000, wall: wallMicroseconds) }

    /// What the wall clock showed at a monotonic time, milliseconds since 1970; both in whole milliseconds.
    static func wallMilliseconds(ofMonotonic microseconds: UInt64) -> Int64 {
        let now = instant
        return Int64(clamping: now.wall / 1_000)
            - Int64(clamping: (now.monotonic - min(microseconds, now.monotonic)) / 1_000)
    }

    /// The wall clock for the core.
    static var moment: Moment { Moment(microseconds: wallMicroseconds) }
}
