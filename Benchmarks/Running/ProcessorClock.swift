#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What this thread has computed: the time of work that neither waits nor sleeps, on a machine that others use too.
enum ProcessorClock {
    /// Nanoseconds of CLOCK_THREAD_CPUTIME_ID.
    static var now: UInt64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
