/// Cuts the bytes of a TLS session into frames.
///
///     offset  size  field
///     0       1     kind: 0 application, 1 hello, 2 goodbye
///     1       3     length of the body, most significant byte first
///     4       n     body
///
/// Example: `00 00 00 02 68 69` is the application frame "hi".
///
/// A length is judged when its header is complete, before anything is allocated for the body, and memory grows with
/// what has arrived, not with what was announced.
package struct FrameDecoder {
    /// The length of a header in bytes.
    package static let headerByteCount = 4
    /// The longest body that the format can carry.
    package static let maximumBodyByteCount = 1 << 24 - 1
    /// Memory set aside for a body on the word of its header alone.
    private static let reserveLimit = 64 << 10

    /// One frame.
    package struct Frame: Equatable {
        /// What it is.
        package let kind: FrameKind
        /// What it holds, without the header.
        package let body: [UInt8]
    }

    /// Why a stream has no more frames.
    package enum Failure: Error, Equatable {
        /// The first byte of a header is no kind.
        case unknownKind(UInt8)
        /// The header announces more than the limit.
        case tooLong(byteCount: Int)
    }

    private let limit: Int
    private var header: UInt32 = 0
    private var headerFill = 0
    private var kind = FrameKind.application
    private var body: [UInt8] = []
    private var missing = 0

    /// A decoder at the start of a stream, for bodies of at most `limit` bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    /// The header of a frame with a body of `count` bytes.
    package static func header(_ kind: FrameKind, count: Int) -> [UInt8] {
        [
            kind.rawValue, UInt8(truncatingIfNeeded: count >> 16), UInt8(truncatingIfNeeded: count >> 8),
            UInt8(truncatingIfNeeded: count),
        ]
    }

    /// Takes the first `count` bytes of `chunk` and hands on each frame that they complete. After a failure the stream
    /// has no more frames.
    package mutating func decode(_ chunk: [UInt8], count: Int, _ deliver: (Frame) -> Void) throws(Failure) {
        var index = 0
        while index < count {
            if headerFill < Self.headerByteCount {
                header = header << 8 | UInt32(chunk[index])
                headerFill += 1
                index += 1
                guard headerFill == Self.headerByteCount else { continue }
                try begin()
            } else {
                let taken = min(missing, count - index)
                body.append(contentsOf: chunk[index..<index + taken])
                index += taken
                missing -= taken
            }
            if missing == 0 {
                deliver(Frame(kind: kind, body: body))
                body = []
                headerFill = 0
            }
        }
    }

    private mutating func begin() throws(Failure) {
        let code = UInt8(header >> 24)
        let length = Int(header & 0xff_ffff)
        guard let kind = FrameKind(rawValue: code) else { throw .unknownKind(code) }
        guard length <= limit else { throw .tooLong(byteCount: length) }
        self.kind = kind
        missing = length
        body.reserveCapacity(min(length, Self.reserveLimit))
    }
}
