import CMicroHTTPD
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Watches the connections of a server from a thread of its own, for the three things the library does not see:
///
/// - **Dripping.** The library's timeout is one of inactivity; a client that sends a byte a second keeps its connection, and a hundred
///   such clients keep everybody else out ("slowloris"). Here every phase of a request has a deadline; whoever misses it is cut off.
/// - **Crowding.** Many such clients at once would fill the server until their deadlines come. So while few places are left, the oldest
///   that owe a request give up theirs, once a short grace is over: whoever delivers at once is served at once.
/// - **A stream's client that goes away.** The library does not look at suspended connections, so that an abandoned stream would be
///   noticed only by the next write.
///
/// A socket belongs to the library until its closing notification, which calls ``close(_:)``. Every use of a descriptor happens under the
/// lock that `close` takes, but for the waiting itself; its findings are taken only for entries that still exist, and numbers of entries
/// are never used twice. So a descriptor that the kernel has given to somebody else is never touched.
final class HTTPConnectionWatch: Sendable {
    /// What happens to a connection that misses its deadline.
    enum Expiry: Sendable {
        /// Both directions are shut down; the library sees the end and closes.
        case cut
        /// The exchange answers that it took too long.
        case timeOut(HTTPExchange)
    }

    private struct Entry {
        let descriptor: Int32
        var deadline: ContinuousClock.Instant?
        var expiry = Expiry.cut
        var stream: HTTPStream?
        /// Since when the client has a request to deliver; `nil` if it has delivered it.
        var owingSince: ContinuousClock.Instant?
        /// Whether it delivered one before.
        var hasDelivered = false
        /// Whether it was shut down already to make room.
        var isCut = false
    }

    private struct State {
        var entries: [UInt64: Entry] = [:]
        var lastNumber: UInt64 = 0
        var plannedWake: ContinuousClock.Instant?
        var isStopped = false
    }

    private struct Plan {
        var late: [HTTPExchange] = []
        var streams: [(number: UInt64, descriptor: Int32)] = []
        var wake: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    /// Beyond how many connections those that owe a request make room, and after how long.
    private let crowd: Int
    private let grace: Duration
    private let wakeReader: Int32
    private let wakeWriter: Int32
    private let clock = ContinuousClock()

    /// Starts the thread. It holds on to the watch until ``stop()``.
    init(_ limits: HTTPLimits) throws(SystemError) {
        crowd = limits.connections - max(1, limits.connections / 8)
        grace = limits.graceTime
        var pipes: [Int32] = [-1, -1]
        guard unsafe pipe(&pipes) == 0 else { throw .last("pipe") }
        (wakeReader, wakeWriter) = (pipes[0], pipes[1])
        for descriptor in pipes {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            StreamSocket.makeNonblocking(descriptor)
        }
        let thread = Thread { [self] in run() }
        thread.name = "replica-http-watch"
        thread.start()
    }

    /// A connection was opened. Its number is never 0.
    func open(_ descriptor: Int32, within time: Duration) -> UInt64 {
        let now = clock.now
        return state.withLock { state in
            state.lastNumber += 1
            state.entries[state.lastNumber] = Entry(descriptor: descriptor, deadline: now + time, owingSince: now)
            wakeIfNeeded(&state, state.entries.count > crowd ? now : now + time)
            return state.lastNumber
        }
    }

    /// A connection is about to be closed by the library.
    func close(_ number: UInt64) {
        state.withLock { _ = $0.entries.removeValue(forKey: number) }
    }

    /// Sets the deadline of the phase that begins now, in which the client may still owe a request. Ends the watch for a stream.
    func expect(_ number: UInt64, within time: Duration, otherwise expiry: Expiry, isUnfinished: Bool = false) {
        let now = clock.now
        state.withLock { state in
            guard let former = state.entries[number] else { return }
            state.entries[number] = Entry(
                descriptor: former.descriptor, deadline: now + time, expiry: expiry,
                owingSince: isUnfinished ? former.owingSince ?? now : nil,
                hasDelivered: former.hasDelivered || !isUnfinished, isCut: former.isCut)
            wakeIfNeeded(&state, now + time)
        }
    }

    /// A stream has begun: no deadline, but an eye on the client.
    func watch(_ number: UInt64, for stream: HTTPStream) {
        state.withLock { state in
            guard let former = state.entries[number] else { return }
            state.entries[number] = Entry(
                descriptor: former.descriptor, deadline: nil, stream: stream, hasDelivered: true, isCut: former.isCut)
            wake(&state)
        }
    }

    /// Ends the thread, soon.
    func stop() {
        state.withLock { state in
            wake(&state)
            state.isStopped = true
            state.entries = [:]
        }
    }

    private func wakeIfNeeded(_ state: inout State, _ deadline: ContinuousClock.Instant) {
        if let planned = state.plannedWake, planned <= deadline { return }
        wake(&state)
        state.plannedWake = deadline
    }

    /// Under the lock, since the thread closes the pipe under it. A full pipe wakes just as well.
    private func wake(_ state: inout State) {
        guard !state.isStopped else { return }
        var byte: UInt8 = 1
        _ = unsafe write(wakeWriter, &byte, 1)
    }

    // MARK: The thread

    private func run() {
        while let plan = nextPlan() {
            if plan.late.isEmpty {
                for stream in abandonedStreams(plan) { stream.cut() }
            } else {
                for exchange in plan.late { exchange.timeOut() }
            }
        }
        state.withLock { _ in
            _ = Self.closeDescriptor(wakeReader)
            _ = Self.closeDescriptor(wakeWriter)
        }
    }

    /// Cuts who is late and says what to wait for; `nil` to end.
    private func nextPlan() -> Plan? {
        let now = clock.now
        return state.withLock { state in
            guard !state.isStopped else { return nil }
            var plan = Plan()
            for (number, entry) in state.entries {
                if entry.stream != nil { plan.streams.append((number, entry.descriptor)) }
                guard let deadline = entry.deadline else { continue }
                guard deadline <= now else {
                    plan.wake = min(plan.wake ?? deadline, deadline)
                    continue
                }
                state.entries[number]?.deadline = nil
                switch entry.expiry {
                case .cut: shutdown(entry.descriptor, Int32(SHUT_RDWR))
                case .timeOut(let exchange): plan.late.append(exchange)
                }
            }
            if let next = makeRoom(&state, now) { plan.wake = min(plan.wake ?? next, next) }
            state.plannedWake = plan.wake
            return plan
        }
    }

    /// While places are scarce, cuts as many as are too many of those that owe a request: first those that never delivered one, the
    /// oldest first. Returns when to look again for those who are within their grace.
    private func makeRoom(_ state: inout State, _ now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard state.entries.count > crowd else { return nil }
        let open = state.entries.filter { !$0.value.isCut }
        guard open.count > crowd else { return nil }
        let owing = open.filter { $0.value.owingSince != nil }.sorted {
            ($0.value.hasDelivered ? 1 : 0, $0.key) < ($1.value.hasDelivered ? 1 : 0, $1.key)
        }
        for (number, entry) in owing.prefix(open.count - crowd) {
            if let since = entry.owingSince, now < since + grace { return since + grace }
            state.entries[number]?.isCut = true
            shutdown(entry.descriptor, Int32(SHUT_RDWR))
        }
        return nil
    }

    /// Waits until something happens; the streams whose clients have gone.
    private func abandonedStreams(_ plan: Plan) -> [HTTPStream] {
        var descriptors = [pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0)]
        let closed = Int16(POLLHUP | POLLERR | POLLNVAL) | replica_poll_peer_closed
        descriptors += plan.streams.map { pollfd(fd: $0.descriptor, events: replica_poll_peer_closed, revents: 0) }
        guard unsafe poll(&descriptors, nfds_t(descriptors.count), PollTimeout.milliseconds(until: plan.wake)) > 0
        else {
            return []
        }
        if descriptors[0].revents != 0 { drainWakePipe() }
        let gone = zip(plan.streams, descriptors.dropFirst()).filter { $0.1.revents & closed != 0 }
        guard !gone.isEmpty else { return [] }
        return state.withLock { state in
            gone.compactMap { finding in
                defer { state.entries[finding.0.number]?.stream = nil }
                return state.entries[finding.0.number]?.stream
            }
        }
    }

    private func drainWakePipe() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while unsafe read(wakeReader, &bytes, bytes.count) > 0 {}
    }

    private static func closeDescriptor(_ descriptor: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }
}
