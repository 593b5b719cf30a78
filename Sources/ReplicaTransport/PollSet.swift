#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// The descriptors of one wait. `poll` and not `epoll`: with at most a hundred descriptors it costs no more, needs no
/// bookkeeping that could go stale, and is the same on Linux and macOS.
struct PollSet {
    /// What a descriptor is waited for, and what has happened to it.
    struct Interest: OptionSet {
        let rawValue: Int16
        static var read: Interest { Interest(rawValue: Int16(POLLIN)) }
        static var write: Interest { Interest(rawValue: Int16(POLLOUT)) }
        /// Reported without being asked for.
        static var broken: Interest { Interest(rawValue: Int16(POLLERR) | Int16(POLLHUP) | Int16(POLLNVAL)) }
    }

    private var entries: [pollfd] = []

    /// The number of descriptors.
    var count: Int { entries.count }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
    }

    /// Adds a descriptor; its index is the count before.
    mutating func add(_ descriptor: Int32, _ interest: Interest) {
        entries.append(pollfd(fd: descriptor, events: interest.rawValue, revents: 0))
    }

    /// Waits until something happens or the time is over; at once for 0, without end for a negative number.
    /// Returns how many descriptors are ready: 0 also when a signal came.
    mutating func wait(milliseconds: Int32) -> Int {
        let ready = unsafe poll(&entries, nfds_t(entries.count), milliseconds)
        if ready < 0 {
            // What happened is only defined after success.
            for index in entries.indices { entries[index].revents = 0 }
        }
        return max(0, Int(ready))
    }

    /// What happened to the descriptor at `index`.
    func happened(_ index: Int) -> Interest {
        Interest(rawValue: entries[index].revents)
    }
}
