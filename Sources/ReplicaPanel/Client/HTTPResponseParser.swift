/// Reads an HTTP/1.1 answer piece by piece (RFC 9112). Pieces may be cut anywhere.
///
///     head ──► length(n) | chunk size ──► chunk ──► chunk end ──► … ──► trailers | until close ──► over
package struct HTTPResponseParser: Sendable {
    /// What a piece completes.
    package enum Output: Sendable, Equatable {
        /// The final status and its header fields; informational ones are skipped.
        case head(status: Int, headers: HTTPHeaders)
        /// A piece of the body, not empty.
        case body([UInt8])
        /// The answer is complete; what follows is not read.
        case end
    }

    private enum Phase: Equatable {
        case head
        case length(Int)
        case chunkSize
        case chunk(Int)
        case chunkEnd
        case trailers
        case untilClose
        case over
    }

    private static let maximumChunkLineBytes = 256

    private let isHead: Bool
    private let maximumHeadBytes: Int
    private var phase = Phase.head
    private var line: [UInt8] = []
    private var headBytes = 0
    private var status: Int?
    private var headers = HTTPHeaders()

    /// - Parameters:
    ///   - method: that of the request: the answer to HEAD has no body.
    ///   - maximumHeadBytes: a longer head, or longer trailers, are refused.
    package init(method: String, maximumHeadBytes: Int = HTTPClientLimits().headBytes) {
        isHead = method == "HEAD"
        self.maximumHeadBytes = maximumHeadBytes
    }

    /// Takes a piece.
    package mutating func push(_ bytes: [UInt8]) throws(HTTPClientError) -> [Output] {
        var outputs: [Output] = []
        var rest = bytes[...]
        while !rest.isEmpty, phase != .over {
            switch phase {
            case .length(let left): phase = takeBody(&rest, left, &outputs) { $0 == 0 ? .over : .length($0) }
            case .chunk(let left): phase = takeBody(&rest, left, &outputs) { $0 == 0 ? .chunkEnd : .chunk($0) }
            case .untilClose: phase = takeBody(&rest, rest.count, &outputs) { _ in .untilClose }
            case .head, .chunkSize, .chunkEnd, .trailers:
                guard let line = try takeLine(&rest) else { continue }
                try take(line, &outputs)
            case .over: break
            }
            if phase == .over { outputs.append(.end) }
        }
        return outputs
    }

    /// The connection was closed: the end of an answer without length, a fault in any other.
    package mutating func finish() throws(HTTPClientError) -> [Output] {
        switch phase {
        case .over: return []
        case .untilClose:
            phase = .over
            return [.end]
        case .head, .length, .chunkSize, .chunk, .chunkEnd, .trailers: throw .connectionLost
        }
    }

    private func takeBody(
        _ rest: inout ArraySlice<UInt8>, _ left: Int, _ outputs: inout [Output], next: (Int) -> Phase
    ) -> Phase {
        let piece = rest.prefix(left)
        rest = rest.dropFirst(piece.count)
        outputs.append(.body(Array(piece)))
        return next(left - piece.count)
    }

    /// A line without its end, which is CRLF, or LF from lenient senders; `nil` if it is not complete yet.
    private mutating func takeLine(_ rest: inout ArraySlice<UInt8>) throws(HTTPClientError) -> [UInt8]? {
        let isHeadLine = phase == .head || phase == .trailers
        let limit = isHeadLine ? maximumHeadBytes - headBytes : Self.maximumChunkLineBytes
        let end = rest.firstIndex(of: UInt8(ascii: "\n"))
        let piece = rest[..<(end ?? rest.endIndex)]
        guard line.count + piece.count <= limit else { throw .badAnswer("a line is too long") }
        line.append(contentsOf: piece)
        guard let end else {
            rest = []
            return nil
        }
        rest = rest[(end + 1)...]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        defer { line = [] }
        if isHeadLine { headBytes += line.count + 2 }
        return line
    }

    private mutating func take(_ line: [UInt8], _ outputs: inout [Output]) throws(HTTPClientError) {
        switch phase {
        case .head:
            if status == nil {
                status = try Self.status(line)
            } else if line.isEmpty {
                try endHead(&outputs)
            } else {
                try takeField(line)
            }
        case .chunkSize:
            let size = try Self.chunkSize(line)
            phase = size == 0 ? .trailers : .chunk(size)
        case .chunkEnd:
            guard line.isEmpty else { throw .badAnswer("a chunk is longer than it says") }
            phase = .chunkSize
        case .trailers: if line.isEmpty { phase = .over }
        case .length, .chunk, .untilClose, .over: break
        }
    }

    private mutating func takeField(_ line: [UInt8]) throws(HTTPClientError) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { throw .badAnswer("a header field") }
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let value = line[(colon + 1)...].drop(while: isSpace)
        let end = value.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? value.startIndex
        headers.append(
            String(decoding: line[..<colon], as: UTF8.self),
            String(decoding: value[..<max(end, value.startIndex)], as: UTF8.self))
    }

    /// RFC 9112 section 6.3: what follows the head.
    private mutating func endHead(_ outputs: inout [Output]) throws(HTTPClientError) {
        guard let status else { return }
        if status < 200 {
            (self.status, headers) = (nil, HTTPHeaders())
            return
        }
        outputs.append(.head(status: status, headers: headers))
        let lengths = headers.values("Content-Length")
        let encodings = headers.values("Transfer-Encoding")
        if isHead || status == 204 || status == 304 {
            phase = .over
        } else if !encodings.isEmpty {
            guard encodings.count == 1, encodings[0].lowercased() == "chunked", lengths.isEmpty else {
                throw .badAnswer("an unknown transfer encoding")
            }
            phase = .chunkSize
        } else if let text = lengths.first {
            guard lengths.count == 1, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(text)
            else {
                throw .badAnswer("a length that is no number")
            }
            phase = length == 0 ? .over : .length(length)
        } else {
            phase = .untilClose
        }
    }

    private static func status(_ line: [UInt8]) throws(HTTPClientError) -> Int {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].starts(with: "HTTP/1.".utf8), parts[1].count == 3,
            let status = Int(String(decoding: parts[1], as: UTF8.self)), (100...599).contains(status)
        else { throw .badAnswer("the status line") }
        return status
    }

    private static func chunkSize(_ line: [UInt8]) throws(HTTPClientError) -> Int {
        let text = line.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
        guard (1...15).contains(text.count), text.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let size = Int(String(decoding: text, as: UTF8.self), radix: 16)
        else { throw .badAnswer("a chunk size") }
        return size
    }
}
