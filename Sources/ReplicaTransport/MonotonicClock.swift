#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// The clock of all deadlines of the transport: nanoseconds of CLOCK_MONOTONIC, which nobody sets.
package enum MonotonicClock {
    /// Nanoseconds since some moment before this process began.
    package static var now: UInt64 {
        var time = timespec()
        let result = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        precondition(result == 0, "the machine has no monotonic clock: errno \(errno)")
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
