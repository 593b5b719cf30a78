/// Reads a `text/event-stream` piece by piece (WHATWG HTML, section 9.2.6). Pieces may be cut anywhere, also inside a character or
/// between CR and LF.
package struct ServerSentEventParser: Sendable {
    /// A stream that breaks the bounds; it must not be read on.
    package enum Failure: Error, Sendable, Equatable {
        /// A line or the data of an event is longer than the reader allows.
        case tooLong(maximumBytes: Int)
    }

    /// One mebibyte.
    package static let defaultMaximumBytes = 1 << 20

    /// The id of the last event, to be sent back as `Last-Event-ID`.
    package private(set) var lastEventID: String?

    private let maximumBytes: Int
    private var line: [UInt8] = []
    private var afterCarriageReturn = false
    private var isFirstLine = true
    private var name: String?
    private var data: [UInt8] = []
    private var hasData = false
    private var pendingID: String?

    /// - Parameter maximumBytes: the longest line, and the longest data of one event.
    package init(maximumBytes: Int = defaultMaximumBytes) { self.maximumBytes = maximumBytes }

    /// The frames that the piece completes.
    package mutating func push(_ bytes: some Sequence<UInt8>) throws(Failure) -> [ServerSentFrame] {
        var frames: [ServerSentFrame] = []
        for byte in bytes {
            let completesPair = byte == UInt8(ascii: "\n") && afterCarriageReturn
            afterCarriageReturn = byte == UInt8(ascii: "\r")
            if completesPair { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if let frame = try endLine() { frames.append(frame) }
            } else {
                guard line.count < maximumBytes else { throw .tooLong(maximumBytes: maximumBytes) }
                line.append(byte)
            }
        }
        return frames
    }

    private mutating func endLine() throws(Failure) -> ServerSentFrame? {
        defer {
            line.removeAll(keepingCapacity: true)
            isFirstLine = false
        }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        guard !line.isEmpty else { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
        let field = String(decoding: line[..<(colon ?? line.count)], as: UTF8.self)
        var value = colon.map { line[($0 + 1)...] } ?? []
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        return try take(field, value)
    }

    private mutating func take(_ field: String, _ value: ArraySlice<UInt8>) throws(Failure) -> ServerSentFrame? {
        switch field {
        case "": return .comment(String(decoding: value, as: UTF8.self))
        case "event": name = String(decoding: value, as: UTF8.self)
        case "id": if !value.contains(0) { pendingID = String(decoding: value, as: UTF8.self) }
        case "data":
            if hasData { data.append(UInt8(ascii: "\n")) }
            guard data.count + value.count <= maximumBytes else { throw .tooLong(maximumBytes: maximumBytes) }
            data.append(contentsOf: value)
            hasData = true
        case "retry":
            let isNumber = !value.isEmpty && value.allSatisfy { (0x30...0x39).contains($0) }
            guard isNumber, let number = Int(String(decoding: value, as: UTF8.self)) else { break }
            return .retry(milliseconds: number)
        default: break
        }
        return nil
    }

    /// An empty line ends an event. One without data is none, but its id counts.
    private mutating func dispatch() -> ServerSentFrame? {
        defer { (name, data, hasData) = (nil, [], false) }
        if let pendingID { lastEventID = pendingID }
        guard hasData else { return nil }
        let isNamed = name.map { !$0.isEmpty } ?? false
        let text = String(decoding: data, as: UTF8.self)
        return .event(ServerSentEvent(id: lastEventID, name: isNamed ? name : nil, data: text))
    }
}
