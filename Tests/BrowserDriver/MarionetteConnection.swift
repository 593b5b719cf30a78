import Foundation
import ReplicaPanel
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Firefox's Marionette: frames of a length, a colon and JSON over TCP. A command is `[0, number, name, parameters]`, its answer
/// `[1, number, error, result]` (Firefox source, `remote/marionette/message.sys.mjs`). One command at a time.
final class MarionetteConnection: BrowserConnection {
    private struct State {
        let descriptor: Int32
        var unread: [UInt8] = []
        var lastNumber: Int64 = 0
    }

    private let state: Mutex<State>

    private static let patienceMilliseconds: Int32 = 60_000
    private static let frameBytes = 64 << 20

    /// Connects and begins a session.
    init(port: UInt16) async throws(BrowserError) {
        let descriptor: Int32
        do { descriptor = try StreamSocket.open(for: .loopback(port: port)) } catch { throw .notStarted("\(error)") }
        state = Mutex(State(descriptor: descriptor))
        guard StreamSocket.connect(descriptor, to: .loopback(port: port)) == 0 else {
            throw .notStarted("Marionette's port \(port) does not answer")
        }
        _ = try await onOwnThread { (self) throws(BrowserError) in
            try self.state.withLock { (state) throws(BrowserError) in try Self.frame(&state) }
        }
        _ = try await send("WebDriver:NewSession", [:])
    }

    deinit { state.withLock { _ = close($0.descriptor) } }

    func send(_ command: BrowserCommand) async throws(BrowserError) -> JSON {
        try await send(command.names.marionette, command.parameters)
    }

    func send(_ name: String, _ parameters: JSON) async throws(BrowserError) -> JSON {
        let answer = try await onOwnThread { (self) throws(BrowserError) in
            try self.state.withLock { (state) throws(BrowserError) in
                state.lastNumber += 1
                let message: JSON = [0, .integer(state.lastNumber), .string(name), parameters]
                let bytes = message.encoded()
                try Self.write(Array("\(bytes.count):".utf8) + bytes, to: state.descriptor)
                while true {
                    let answer = try Self.frame(&state)
                    if answer[1]?.integerValue == state.lastNumber { return answer }
                }
            }
        }
        if let error = answer[2], let code = error["error"]?.stringValue {
            throw .refused(code: code, message: String((error["message"]?.stringValue ?? "").prefix(500)))
        }
        let result = answer[3] ?? .null
        return result.objectValue?.keys == ["value"] ? result["value"] ?? .null : result
    }

    private func onOwnThread(
        _ body: @escaping @Sendable (MarionetteConnection) throws(BrowserError) -> JSON
    ) async throws(BrowserError) -> JSON {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<JSON, BrowserError>, Never>) in
            Thread.detachNewThread { [self] in
                do throws(BrowserError) { continuation.resume(returning: .success(try body(self))) } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    /// The next whole frame.
    private static func frame(_ state: inout State) throws(BrowserError) -> JSON {
        while true {
            if let colon = state.unread.firstIndex(of: UInt8(ascii: ":")) {
                guard let length = Int(String(decoding: state.unread[..<colon], as: UTF8.self)),
                    (0...frameBytes).contains(length)
                else { throw .lost("no length in Marionette's frame") }
                let start = colon + 1
                if state.unread.count >= start + length {
                    let text = Array(state.unread[start..<(start + length)])
                    state.unread.removeFirst(start + length)
                    do { return try JSON.decode(text, maximumBytes: frameBytes, maximumDepth: 200) } catch {
                        throw .lost("\(error)")
                    }
                }
            }
            var waiting = pollfd(fd: state.descriptor, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&waiting, 1, patienceMilliseconds) > 0 else { throw .lost("Marionette does not answer") }
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            let count = unsafe recv(state.descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { throw .lost("Marionette closed the connection") }
            state.unread += buffer[..<count]
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(BrowserError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe sendCall(descriptor, $0) }
            guard count > 0 else { throw .lost("Marionette takes nothing more") }
            rest = rest.dropFirst(count)
        }
    }

    private static func sendCall(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #else
            unsafe Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
        #endif
    }
}
