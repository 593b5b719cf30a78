internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Ends a `Transport.wait` from another thread. Calls between two waits count as one.
package final class TransportWaker: Sendable {
    /// Readable while a wake is pending.
    let readEnd: Int32
    private let writeEnd: Int32
    private let isPending = Atomic(false)

    init() throws(TransportError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw .system(call: "pipe", errno: errno) }
        readEnd = ends[0]
        writeEnd = ends[1]
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Makes the current wait, or else the next one, deliver `TransportEvent.woken` and return. Never blocks; from any
    /// thread. What the caller wrote before is visible to the owner when the event arrives.
    package func wake() {
        guard !isPending.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var byte: UInt8 = 1
        // The pipe holds at most this one byte, and both ends live as long as this object: it cannot fail.
        _ = unsafe write(writeEnd, &byte, 1)
    }

    /// Takes the pending wake, if there is one.
    func take() -> Bool {
        var byte: UInt8 = 0
        let count = unsafe read(readEnd, &byte, 1)
        // Cleared after reading: a later wake writes again, and an earlier one is covered by the event that follows.
        return count == 1 && isPending.exchange(false, ordering: .acquiringAndReleasing)
    }
}
