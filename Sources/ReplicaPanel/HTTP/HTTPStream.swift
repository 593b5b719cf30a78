import Synchronization

/// A body that is written while it is sent: the pipe between a producer and one client.
///
/// Between the two lies a queue of `queueBytes`. While it is full, ``send(_:)`` waits, so that a slow client slows its producer down and
/// costs no memory. When the client goes away, or the server stops, the producer's task is cancelled and every ``send(_:)`` returns
/// `false`. A stream answers one request and is then spent.
package final class HTTPStream: Sendable {
    /// Something to say when there is nothing to say, so that silence means death and not just quiet.
    package struct Heartbeat: Sendable {
        /// How often. A beat is left out while the queue is not empty.
        package let interval: Duration
        /// What is sent, as a comment of server-sent events.
        package let bytes: @Sendable () -> [UInt8]

        /// A heartbeat from its parts.
        package init(every interval: Duration, bytes: @escaping @Sendable () -> [UInt8]) {
            self.interval = interval
            self.bytes = bytes
        }
    }

    /// 64 KiB.
    package static let defaultQueueBytes = 64 << 10

    private let state: Mutex<HTTPStreamState>
    private let heartbeat: Heartbeat?
    private let producer: (@Sendable (HTTPStream) async -> Void)?

    /// A stream with a producer: it starts when the answer starts and ends the stream by returning.
    package init(
        queueBytes: Int = defaultQueueBytes, heartbeat: Heartbeat? = nil,
        producer: @escaping @Sendable (HTTPStream) async -> Void
    ) {
        state = Mutex(HTTPStreamState(queueBytes: queueBytes))
        self.heartbeat = heartbeat
        self.producer = producer
    }

    /// A stream that somebody else feeds through ``send(_:)`` and ends with ``finish()``.
    package init(queueBytes: Int = defaultQueueBytes, heartbeat: Heartbeat? = nil) {
        state = Mutex(HTTPStreamState(queueBytes: queueBytes))
        self.heartbeat = heartbeat
        producer = nil
    }

    /// A stream of the elements of a sequence, one after the other.
    package convenience init(
        _ source: some AsyncSequence<[UInt8], Never> & Sendable, queueBytes: Int = defaultQueueBytes,
        heartbeat: Heartbeat? = nil
    ) {
        self.init(queueBytes: queueBytes, heartbeat: heartbeat) { stream in
            for await bytes in source {
                guard await stream.send(bytes) else { return }
            }
        }
    }

    /// Whether somebody may still read what is sent.
    package var isOpen: Bool { state.withLock { $0.isOpen } }

    /// Appends to the queue; waits while it is full. A piece larger than the whole queue is taken when the queue is empty.
    /// - Returns: `false` if the client has gone, the stream is finished, or the calling task is cancelled: send no more.
    package func send(_ bytes: [UInt8]) async -> Bool {
        if let taken = state.withLock({ $0.offer(bytes) }) { return taken }
        let number = state.withLock { $0.nextWaiterNumber() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let taken = state.withLock { state in
                    Task.isCancelled ? false : state.offerOrWait(bytes, number: number, continuation: continuation)
                }
                if let taken { continuation.resume(returning: taken) }
            }
        } onCancel: {
            state.withLock { $0.removeWaiter(number) }?.resume(returning: false)
        }
    }

    /// Appends to the queue if there is room.
    /// - Returns: `false` if it is full or the stream is over; nothing was sent then.
    package func trySend(_ bytes: [UInt8]) -> Bool {
        state.withLock { $0.offer(bytes) } ?? false
    }

    /// Ends the body after what is queued.
    package func finish() {
        state.withLock { $0.finish() }
    }

    /// Begins to feed a client. `false` if the stream is over before it began.
    func attach(to connection: MHDConnection) -> Bool {
        guard state.withLock({ $0.attach(to: connection) }) else { return false }
        let task = Task { await self.run() }
        if !state.withLock({ $0.keep(task) }) { task.cancel() }
        return true
    }

    /// The library's side: the next bytes.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> HTTPStreamState.Reading {
        let (reading, admitted) = state.withLock { state in unsafe state.read(into: buffer) }
        for waiter in admitted { waiter.resume(returning: true) }
        return reading
    }

    /// Ends the body at once: what is queued is dropped, the producer is cancelled.
    func cut() {
        let rest = state.withLock { $0.cut() }
        rest.task?.cancel()
        for waiter in rest.waiters { waiter.resume(returning: false) }
    }

    private func run() async {
        await withTaskGroup(of: Void.self) { group in
            if let heartbeat {
                group.addTask { await self.beat(heartbeat) }
            }
            if let producer {
                await producer(self)
                group.cancelAll()
            }
        }
        if producer != nil { finish() }
    }

    private func beat(_ heartbeat: Heartbeat) async {
        while (try? await Task.sleep(for: heartbeat.interval)) != nil {
            state.withLock { $0.offerIfQuiet(heartbeat.bytes) }
        }
    }
}
