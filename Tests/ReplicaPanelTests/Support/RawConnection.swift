import ReplicaPanel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A socket that sends what it is told to, however malformed. Blocks; waits at most ten seconds for anything.
final class RawConnection: Sendable {
    struct Silence: Error {}

    private let descriptor: Int32

    init(_ endpoint: HTTPEndpoint) throws {
        descriptor = try StreamSocket.open(for: endpoint)
        guard StreamSocket.connect(descriptor, to: endpoint) == 0 else { throw SystemError.last("connect") }
    }

    deinit { close(descriptor) }

    /// `false` if the other side has closed.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe sendCall(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// The next piece; empty at the end, whether orderly or by reset.
    func receive(atMost maximum: Int = 65_536) throws -> [UInt8] {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&entry, 1, 10_000) > 0 else { throw Silence() }
        var buffer = [UInt8](repeating: 0, count: maximum)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return Array(buffer.prefix(max(0, count)))
    }

    /// Everything until the other side closes.
    func receiveAll() throws -> String {
        var bytes: [UInt8] = []
        while case let piece = try receive(), !piece.isEmpty { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Everything until `text` has come, and whatever came with it.
    func receive(until text: String) throws -> String {
        var bytes: [UInt8] = []
        while !String(decoding: bytes, as: UTF8.self).contains(text) {
            let piece = try receive()
            guard !piece.isEmpty else { break }
            bytes += piece
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// One whole answer of a connection that stays open.
    func receiveAnswer(to method: String = "GET") throws -> HTTPClientResponse {
        var parser = HTTPResponseParser(method: method)
        var (status, headers, body) = (0, HTTPHeaders(), [UInt8]())
        while true {
            let piece = try receive()
            for output in piece.isEmpty ? try parser.finish() : try parser.push(piece) {
                switch output {
                case .head(let code, let fields): (status, headers) = (code, fields)
                case .body(let bytes): body += bytes
                case .end: return HTTPClientResponse(status: status, headers: headers, body: body)
                }
            }
        }
    }

    private func sendCall(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))
        #else
            unsafe Darwin.send(descriptor, bytes, count, 0)
        #endif
    }
}
