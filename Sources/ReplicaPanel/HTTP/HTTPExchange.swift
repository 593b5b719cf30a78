import Synchronization

/// One request and its answer.
///
/// The library's thread drives it through ``proceed(_:head:data:)``; the handler's task, the deadlines and the server's stop reach into it
/// from elsewhere. While the handler works, the connection is suspended, so that no thread waits. The phases only go forward:
///
///     head ──► body ──► handling (suspended) ──► answered ──► sending ──► over
///       └────────┴────────── refused ────────────────▲
final class HTTPExchange: Sendable {
    /// What the library is to do next.
    enum Step: Sendable {
        case wait
        case answer(HTTPResponse)
    }

    private enum Phase {
        case head
        case body(HTTPRequestHead)
        case handling(MHDConnection)
        case answered(HTTPResponse)
        case sending(HTTPStream?)
        case over
    }

    private struct State {
        var phase = Phase.head
        var body: [UInt8] = []
        var bodyLimit = 0
        var isBodyTooLarge = false
        var task: Task<Void, Never>?
    }

    let target: String
    /// The entry in the connection watch.
    let connectionNumber: UInt64
    private let core: HTTPServerCore
    private let state = Mutex(State())

    init(target: String, connectionNumber: UInt64, core: HTTPServerCore) {
        self.target = target
        self.connectionNumber = connectionNumber
        self.core = core
    }

    // MARK: On the library's thread

    /// Whether the head is still to be handed over.
    var awaitsHead: Bool {
        state.withLock { if case .head = $0.phase { true } else { false } }
    }

    /// Takes the head. The answer, if it is refused already.
    func begin(method: String, headers: HTTPHeaders) -> Step {
        do throws(HTTPFailure) {
            let head = try HTTPRequestHead(method: method, target: target, headers: headers, limits: core.limits)
            let limit = try core.admit(head.request(core.channel))
            if let announced = head.announcedBodyBytes, announced > limit { throw HTTPRequestHead.bodyTooLarge(limit) }
            state.withLock { state in
                state.phase = .body(head)
                state.bodyLimit = limit
            }
            core.watch.expect(connectionNumber, within: core.limits.bodyTime, otherwise: .cut, isUnfinished: true)
            return .wait
        } catch {
            return .answer(error.response)
        }
    }

    /// Takes a piece of the body. Beyond the limit it is read and dropped, until the end or the deadline.
    func receive(_ bytes: some Collection<UInt8>) {
        state.withLock { state in
            if state.body.count + bytes.count > state.bodyLimit { state.isBodyTooLarge = true }
            if state.isBodyTooLarge { state.body = [] } else { state.body.append(contentsOf: bytes) }
        }
    }

    /// The request is complete, or the connection was resumed.
    func proceed(_ connection: MHDConnection) -> Step {
        let start = state.withLock { state -> Result<HTTPRequest?, HTTPFailure>? in
            guard case .body(let head) = state.phase else { return nil }
            guard !state.isBodyTooLarge else { return .failure(HTTPRequestHead.bodyTooLarge(state.bodyLimit)) }
            let request = HTTPRequest(
                method: head.method, target: head.target, headers: head.headers, body: state.body,
                channel: core.channel)
            state.body = []
            state.phase = .handling(connection)
            connection.suspend()
            return .success(request)
        }
        switch start {
        case .failure(let failure): return .answer(failure.response)
        case .success(let request?):
            handle(request)
            return .wait
        case .success(nil), nil: return pendingAnswer()
        }
    }

    /// The answer is on its way; a stream is from now on tied to the client.
    func beginSending(_ stream: HTTPStream?) {
        state.withLock { $0.phase = .sending(stream) }
        if let stream {
            core.watch.watch(connectionNumber, for: stream)
        } else {
            core.watch.expect(connectionNumber, within: core.limits.sendTime, otherwise: .cut)
        }
    }

    /// The library is done with the request, for whatever reason. The connection must not be used any more.
    func complete() {
        let (phase, task) = state.withLock { state in
            defer { (state.phase, state.task) = (.over, nil) }
            return (state.phase, state.task)
        }
        task?.cancel()
        switch phase {
        case .sending(let stream?): stream.cut()
        case .answered(let response): response.discard()
        case .head, .body, .handling, .sending(nil), .over: break
        }
        core.watch.expect(connectionNumber, within: core.limits.idleTime, otherwise: .cut, isUnfinished: true)
    }

    // MARK: From elsewhere

    /// The handler took too long: its task is cancelled, the client is told.
    func timeOut() {
        let task = state.withLock { $0.task }
        let failure = HTTPFailure(
            .unavailable, code: "too-slow", "The node did not answer in time.",
            hint: "Whether a change was made is not known: look, or repeat with the same Idempotency-Key.")
        // Answered first: a handler that its cancellation wakes must not answer instead.
        answer(failure.response)
        task?.cancel()
    }

    /// The server stops: streams end after what is queued, open requests are told.
    func stop() {
        let (phase, task) = state.withLock { ($0.phase, $0.task) }
        switch phase {
        case .sending(let stream?): stream.finish()
        case .handling:
            // Answered first, as when it takes too long.
            answer(Self.stopping.response)
            task?.cancel()
        case .head, .body, .answered, .sending(nil), .over: break
        }
    }

    /// The last moment before the library is stopped, which forbids suspended connections.
    func cut() {
        stop()
        if case .sending(let stream?) = state.withLock({ $0.phase }) { stream.cut() }
    }

    static let stopping = HTTPFailure(.unavailable, code: "stopping", "The node is stopping.")

    private func pendingAnswer() -> Step {
        state.withLock { state in
            guard case .answered(let response) = state.phase else { return .wait }
            state.phase = .sending(nil)
            return .answer(response)
        }
    }

    private func handle(_ request: HTTPRequest) {
        core.watch.expect(connectionNumber, within: core.limits.handlerTime, otherwise: .timeOut(self))
        let task = Task { self.answer(await core.handler(request)) }
        state.withLock { if case .handling = $0.phase { $0.task = task } }
        if core.isStopping { stop() }
    }

    private func answer(_ response: HTTPResponse) {
        let isTaken = state.withLock { state in
            guard case .handling(let connection) = state.phase else { return false }
            state.phase = .answered(response)
            state.task = nil
            connection.resume()
            return true
        }
        if !isTaken { response.discard() }
    }
}
