import CMicroHTTPD

/// Hands an answer to the library.
struct MHDAnswer {
    private static let streamBlockBytes = 16 << 10
    /// Those the server itself decides; a handler's are ignored.
    private static let reserved = ["content-length", "transfer-encoding", "connection", "date"]

    private let response: HTTPResponse
    private let exchange: HTTPExchange
    private let core: HTTPServerCore
    private let isHead: Bool

    init(_ response: HTTPResponse, exchange: HTTPExchange, core: HTTPServerCore, isHead: Bool) {
        self.response = response
        self.exchange = exchange
        self.core = core
        self.isHead = isHead
    }

    /// Queues the answer. `NO`, which closes the connection, if the library refuses it.
    func queue(on connection: OpaquePointer) -> MHD_Result {
        guard case .stream(let stream) = response.body else {
            return unsafe queueBytes(response, on: connection)
        }
        if isHead {
            stream.cut()
            let head = HTTPResponse(status: response.status, headers: response.headers)
            return unsafe queueBytes(head, on: connection)
        }
        guard core.admitStream() else {
            stream.cut()
            let failure = HTTPFailure(.unavailable, code: "too-many-streams", "Too many streams are open.")
            return unsafe queueBytes(failure.response, on: connection)
        }
        return unsafe queue(stream, on: connection)
    }

    private func queueBytes(_ response: HTTPResponse, on connection: OpaquePointer) -> MHD_Result {
        guard case .bytes(var bytes) = response.body else { return .NO }
        let answer = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe MHD_create_response_from_buffer(buffer.count, buffer.baseAddress, .RESPMEM_MUST_COPY)
        }
        guard let answer = unsafe answer else { return .NO }
        defer { unsafe MHD_destroy_response(answer) }
        guard unsafe add(response.headers, to: answer) else { return .NO }
        exchange.beginSending(nil)
        return unsafe MHD_queue_response(connection, UInt32(response.status.code), answer)
    }

    private func queue(_ stream: HTTPStream, on connection: OpaquePointer) -> MHD_Result {
        let context = unsafe Unmanaged.passRetained(MHDStreamContext(stream: stream, core: core))
        let answer = unsafe replica_mhd_stream_response(
            Self.streamBlockBytes, readStream, context.toOpaque(), freeStream)
        guard let answer = unsafe answer else {
            unsafe freeStream(context: context.toOpaque())
            return .NO
        }
        defer { unsafe MHD_destroy_response(answer) }
        guard unsafe add(response.headers, to: answer) else { return .NO }
        guard unsafe stream.attach(to: MHDConnection(connection)) else { return .NO }
        exchange.beginSending(stream)
        if core.isStopping { stream.finish() }
        return unsafe MHD_queue_response(connection, UInt32(response.status.code), answer)
    }

    /// `false` for a field that would break the message: the library refuses line breaks in values.
    private func add(_ headers: HTTPHeaders, to answer: OpaquePointer) -> Bool {
        for field in headers.fields where !Self.reserved.contains(field.name.lowercased()) {
            guard unsafe MHD_add_response_header(answer, field.name, field.value) == .YES else { return false }
        }
        return true
    }
}

/// What the library holds on to for a streaming answer.
private final class MHDStreamContext {
    let stream: HTTPStream
    let core: HTTPServerCore

    init(stream: HTTPStream, core: HTTPServerCore) {
        self.stream = stream
        self.core = core
    }
}

/// The library wants up to `count` more bytes of a stream.
private func readStream(
    context: UnsafeMutableRawPointer?, position: UInt64, buffer: UnsafeMutablePointer<CChar>?, count: Int
) -> Int {
    guard let context = unsafe context else { return replica_mhd_end_with_error }
    let stream = unsafe Unmanaged<MHDStreamContext>.fromOpaque(context).takeUnretainedValue().stream
    switch unsafe stream.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: count)) {
    case .bytes(let count): return count
    case .nothingYet: return 0
    case .end: return replica_mhd_end_of_stream
    case .cut: return replica_mhd_end_with_error
    }
}

/// The library has done with a streaming answer.
private func freeStream(context: UnsafeMutableRawPointer?) {
    guard let context = unsafe context else { return }
    let owner = unsafe Unmanaged<MHDStreamContext>.fromOpaque(context).takeRetainedValue()
    owner.stream.cut()
    owner.core.releaseStream()
}
