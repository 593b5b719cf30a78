/// One event of a `text/event-stream` (WHATWG HTML, section 9.2): what is written on one side and read on the other.
///
///     id: 17\nevent: mutation\ndata: {"total":4250}\n\n
package struct ServerSentEvent: Sendable, Equatable {
    /// Where to go on after a break: the reader sends it back as `Last-Event-ID`. `nil` leaves the reader's last one as it is.
    package var id: String?
    /// The type; readers take `nil` as "message".
    package var name: String?
    /// The text. May have several lines.
    package var data: String
    /// How long a reader should wait before it connects again.
    package var retryMilliseconds: Int?

    /// An event from its parts.
    package init(id: String? = nil, name: String? = nil, data: String, retryMilliseconds: Int? = nil) {
        self.id = id
        self.name = name
        self.data = data
        self.retryMilliseconds = retryMilliseconds
    }

    /// The bytes to send. Line breaks of the data become further `data:` lines; in id and name, where they would begin another
    /// field, they are left out, as is an id with a NUL, which readers have to ignore.
    package func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.utf8.count + 64)
        if let id, !id.utf8.contains(0) { Self.append("id", Self.singleLine(id), to: &bytes) }
        if let name { Self.append("event", Self.singleLine(name), to: &bytes) }
        if let retryMilliseconds, retryMilliseconds >= 0 {
            Self.append("retry", Array(String(retryMilliseconds).utf8), to: &bytes)
        }
        for line in Self.lines(data) { Self.append("data", line, to: &bytes) }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// The bytes of a comment: readers skip it, and know that the connection lives.
    package static func comment(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines(text) { append("", line, to: &bytes) }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private static func append(_ field: String, _ value: some Collection<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: field.utf8)
        bytes.append(contentsOf: ": ".utf8)
        bytes.append(contentsOf: value)
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func singleLine(_ text: String) -> [UInt8] {
        text.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    }

    /// Lines end with LF, CR or both together; the format cannot say which, so a reader gets LF for each.
    private static func lines(_ text: String) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): break
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): lines.append([])
            default: lines[lines.count - 1].append(byte)
            }
            previous = byte
        }
        return lines
    }
}
