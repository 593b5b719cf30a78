import CMicroHTTPD
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The connection of one call. Its methods block the calling thread; ``cancel()`` may come from any other.
///
/// The descriptor is closed under the lock that `cancel` takes, so that a late `cancel` never meets a descriptor that is somebody else's.
final class HTTPClientCall: Sendable {
    private struct State {
        var descriptor: Int32?
        var isCancelled = false
    }

    private static let pieceBytes = 64 << 10

    private let endpoint: HTTPEndpoint
    private let state = Mutex(State())

    init(endpoint: HTTPEndpoint) { self.endpoint = endpoint }

    /// Ends the call: whoever waits in it gets ``HTTPClientError/cancelled``.
    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            if let descriptor = state.descriptor { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// Sends the request and hands over what comes, until the end or until `take` returns `false`.
    /// - Parameters:
    ///   - connectDeadline: until when the request must be sent and the head be there.
    ///   - silence: how long nothing may come afterwards; `nil` keeps to `deadline`.
    func run(
        _ request: HTTPClientRequest, headBytes: Int, deadline: ContinuousClock.Instant?, silence: Duration?,
        take: (HTTPResponseParser.Output) throws(HTTPClientError) -> Bool
    ) throws(HTTPClientError) {
        let bytes = try request.encoded(host: endpoint.host)
        let descriptor = try open()
        defer { close() }
        try connect(descriptor, deadline)
        try send(bytes, descriptor, deadline)
        var parser = HTTPResponseParser(method: request.method, maximumHeadBytes: headBytes)
        var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
        var limit = deadline
        while true {
            let count = try receive(&buffer, descriptor, limit)
            if let silence { limit = ContinuousClock.now + silence }
            let outputs = count == 0 ? try parser.finish() : try parser.push(Array(buffer[..<count]))
            for output in outputs {
                guard try take(output), output != .end else { return }
            }
            if count == 0 { throw .connectionLost }
        }
    }

    // MARK: The socket

    private func open() throws(HTTPClientError) -> Int32 {
        if case .unix(let path) = endpoint, path.utf8.count > StreamSocket.maximumPathBytes {
            throw .pathTooLong(path: path, maximumBytes: StreamSocket.maximumPathBytes)
        }
        let descriptor: Int32
        do {
            descriptor = try StreamSocket.open(for: endpoint)
        } catch {
            throw .system(call: error.call, errorNumber: error.number)
        }
        StreamSocket.makeNonblocking(descriptor)
        let isCancelled = state.withLock { state in
            state.descriptor = descriptor
            return state.isCancelled
        }
        if isCancelled {
            close()
            throw .cancelled
        }
        return descriptor
    }

    private func close() {
        state.withLock { state in
            if let descriptor = state.descriptor.take() { Self.closeDescriptor(descriptor) }
        }
    }

    private func connect(_ descriptor: Int32, _ deadline: ContinuousClock.Instant?) throws(HTTPClientError) {
        while StreamSocket.connect(descriptor, to: endpoint) != 0 {
            switch errno {
            case EISCONN: return
            case EINTR: continue
            // A Unix socket with a full backlog cannot be waited for: it is asked again.
            case EAGAIN:
                usleep(10_000)
                if let deadline, deadline <= .now { throw .timedOut }
                if state.withLock({ $0.isCancelled }) { throw .cancelled }
            case EINPROGRESS, EALREADY: try wait(descriptor, Int16(POLLOUT), deadline)
            case ENOENT, ECONNREFUSED: throw .notRunning(endpoint)
            case EACCES, EPERM: throw .notPermitted(endpoint)
            default: throw failure("connect")
            }
        }
    }

    /// A node that closes before it has read everything may have answered nevertheless, so that is no error yet.
    private func send(
        _ bytes: [UInt8], _ descriptor: Int32, _ deadline: ContinuousClock.Instant?
    ) throws(HTTPClientError) {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Self.sendCall(descriptor, UnsafeRawBufferPointer(rebasing: buffer[sent...]))
            }
            if count >= 0 {
                sent += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: try wait(descriptor, Int16(POLLOUT), deadline)
            case EPIPE, ECONNRESET: return
            default: throw failure("send")
            }
        }
    }

    /// 0 at the end of the connection.
    private func receive(
        _ buffer: inout [UInt8], _ descriptor: Int32, _ deadline: ContinuousClock.Instant?
    ) throws(HTTPClientError) -> Int {
        while true {
            try wait(descriptor, Int16(POLLIN), deadline)
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if state.withLock({ $0.isCancelled }) { throw .cancelled }
            if count >= 0 { return count }
            switch errno {
            case EINTR, EAGAIN: continue
            case ECONNRESET: throw .connectionLost
            default: throw failure("recv")
            }
        }
    }

    private func wait(
        _ descriptor: Int32, _ events: Int16, _ deadline: ContinuousClock.Instant?
    ) throws(HTTPClientError) {
        while true {
            if state.withLock({ $0.isCancelled }) { throw .cancelled }
            var entry = pollfd(fd: descriptor, events: events, revents: 0)
            let found = unsafe poll(&entry, 1, PollTimeout.milliseconds(until: deadline))
            if state.withLock({ $0.isCancelled }) { throw .cancelled }
            if found > 0 { return }
            if found < 0, errno != EINTR { throw failure("poll") }
            if let deadline, deadline <= .now { throw .timedOut }
        }
    }

    private func failure(_ call: String) -> HTTPClientError { .system(call: call, errorNumber: errno) }

    private static func sendCall(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #else
            unsafe Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
        #endif
    }

    private static func closeDescriptor(_ descriptor: Int32) {
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #else
            _ = Darwin.close(descriptor)
        #endif
    }
}
