/// What a ``HTTPStream`` keeps under its lock. It resumes the library's connection itself, because the pointer is good only under the
/// lock, and hands continuations back to be resumed outside.
struct HTTPStreamState {
    /// What the library gets when it asks for the next piece.
    enum Reading: Equatable {
        /// So many bytes were written to its buffer.
        case bytes(Int)
        /// Nothing now; the connection is suspended until there is something.
        case nothingYet
        /// The body is complete.
        case end
        /// The body was cut off.
        case cut
    }

    private enum Client {
        case awaited
        case attached(MHDConnection, isSuspended: Bool)
        case gone
    }

    private struct Waiter {
        let number: UInt64
        let bytes: [UInt8]
        let continuation: CheckedContinuation<Bool, Never>
    }

    private let queueBytes: Int
    private var client = Client.awaited
    private var isFinished = false
    private var queue: [[UInt8]] = []
    private var queueHead = 0
    private var headOffset = 0
    private var queuedBytes = 0
    private var waiters: [Waiter] = []
    private var lastWaiterNumber: UInt64 = 0
    private var task: Task<Void, Never>?

    init(queueBytes: Int) { self.queueBytes = queueBytes }

    var isOpen: Bool {
        switch client {
        case .awaited, .attached: !isFinished
        case .gone: false
        }
    }

    // MARK: The producer's side

    /// `true` taken, `false` over, `nil` full.
    mutating func offer(_ bytes: [UInt8]) -> Bool? {
        guard isOpen else { return false }
        guard !bytes.isEmpty else { return true }
        guard waiters.isEmpty, hasRoom(for: bytes) else { return nil }
        append(bytes)
        return true
    }

    mutating func offerOrWait(
        _ bytes: [UInt8], number: UInt64, continuation: CheckedContinuation<Bool, Never>
    ) -> Bool? {
        if let taken = offer(bytes) { return taken }
        waiters.append(Waiter(number: number, bytes: bytes, continuation: continuation))
        return nil
    }

    mutating func offerIfQuiet(_ bytes: () -> [UInt8]) {
        guard isOpen, queuedBytes == 0, waiters.isEmpty else { return }
        append(bytes())
    }

    mutating func nextWaiterNumber() -> UInt64 {
        lastWaiterNumber += 1
        return lastWaiterNumber
    }

    mutating func removeWaiter(_ number: UInt64) -> CheckedContinuation<Bool, Never>? {
        waiters.firstIndex { $0.number == number }.map { waiters.remove(at: $0).continuation }
    }

    mutating func finish() {
        isFinished = true
        resumeIfSuspended()
    }

    /// `false` if the stream ended meanwhile: the task has nothing to do any more.
    mutating func keep(_ task: Task<Void, Never>) -> Bool {
        guard case .attached = client else { return false }
        self.task = task
        return true
    }

    // MARK: The client's side

    mutating func attach(to connection: MHDConnection) -> Bool {
        switch client {
        case .awaited:
            client = .attached(connection, isSuspended: false)
            return true
        case .attached: preconditionFailure("one stream cannot answer two requests")
        case .gone: return false
        }
    }

    /// Forgets the client. The library's reader, if it comes once more, hears that the body is cut off.
    mutating func cut() -> (task: Task<Void, Never>?, waiters: [CheckedContinuation<Bool, Never>]) {
        resumeIfSuspended()
        client = .gone
        let rest = (task, waiters.map(\.continuation))
        (task, waiters, queue) = (nil, [], [])
        (queueHead, headOffset, queuedBytes) = (0, 0, 0)
        return rest
    }

    /// Copies what is queued to `buffer`. The continuations of the senders whose pieces now found room are to be resumed with `true`.
    mutating func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) -> (reading: Reading, admitted: [CheckedContinuation<Bool, Never>]) {
        guard case .attached(let connection, _) = client else { return (.cut, []) }
        var written = 0
        while written < buffer.count, queueHead < queue.count {
            let piece = queue[queueHead][headOffset...].prefix(buffer.count - written)
            unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[written...]).copyBytes(from: piece)
            written += piece.count
            headOffset += piece.count
            if headOffset == queue[queueHead].count { dropHead() }
        }
        queuedBytes -= written
        let admitted = admitWaiters()
        if written > 0 { return (.bytes(written), admitted) }
        if isFinished { return (.end, admitted) }
        client = .attached(connection, isSuspended: true)
        connection.suspend()
        return (.nothingYet, admitted)
    }

    // MARK: The queue

    private func hasRoom(for bytes: [UInt8]) -> Bool {
        queuedBytes == 0 || bytes.count <= queueBytes - queuedBytes
    }

    private mutating func append(_ bytes: [UInt8]) {
        queue.append(bytes)
        queuedBytes += bytes.count
        resumeIfSuspended()
    }

    private mutating func dropHead() {
        queue[queueHead] = []
        queueHead += 1
        headOffset = 0
        if queueHead == queue.count || queueHead > 256 {
            queue.removeFirst(queueHead)
            queueHead = 0
        }
    }

    private mutating func admitWaiters() -> [CheckedContinuation<Bool, Never>] {
        var admitted: [CheckedContinuation<Bool, Never>] = []
        while let first = waiters.first, hasRoom(for: first.bytes) {
            append(first.bytes)
            admitted.append(first.continuation)
            waiters.removeFirst()
        }
        return admitted
    }

    private mutating func resumeIfSuspended() {
        guard case .attached(let connection, isSuspended: true) = client else { return }
        client = .attached(connection, isSuspended: false)
        connection.resume()
    }
}
