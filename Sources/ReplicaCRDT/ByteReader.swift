/// Reads what `ByteWriter` writes, from bytes that may be hostile: every read is checked against the end, every
/// non-canonical spelling is refused, nothing is allocated beyond what the input itself is long.
package struct ByteReader: Sendable {
    private let bytes: [UInt8]
    private let end: Int
    /// Offset of the next byte.
    package private(set) var offset: Int

    /// Reads `bytes` from their start.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        end = bytes.count
        offset = 0
    }

    /// How many bytes are left.
    package var remaining: Int { end - offset }

    /// One byte.
    package mutating func byte() throws(DecodingFailure) -> UInt8 {
        guard offset < end else { throw .truncated(offset: offset) }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// An unsigned LEB128 varint; refuses superfluous bytes and what does not fit 64 bits.
    package mutating func varint() throws(DecodingFailure) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            let part = UInt64(next & 0x7F)
            guard shift < 63 || (shift == 63 && part <= 1) else { throw .malformed("varint", offset: start) }
            value |= part << shift
            if next < 0x80 {
                guard next != 0 || shift == 0 else { throw .malformed("varint", offset: start) }
                return value
            }
            shift += 7
        }
    }

    /// A count of items, at most `limit`, and never more than bytes are left: what follows takes a byte an item at least.
    package mutating func count(limit: Int) throws(DecodingFailure) -> Int {
        let start = offset
        let value = try varint()
        guard value <= UInt64(limit) else { throw .limit("count \(value) above \(limit)", offset: start) }
        guard value <= UInt64(remaining) else { throw .truncated(offset: start) }
        return Int(value)
    }

    /// A zigzag LEB128 signed integer.
    package mutating func signed() throws(DecodingFailure) -> Int64 {
        let value = try varint()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// Eight bytes, big-endian.
    package mutating func fixed64() throws(DecodingFailure) -> UInt64 {
        guard remaining >= 8 else { throw .truncated(offset: offset) }
        var value: UInt64 = 0
        for index in offset..<(offset + 8) { value = value << 8 | UInt64(bytes[index]) }
        offset += 8
        return value
    }

    /// Exactly `length` bytes.
    package mutating func raw(_ length: Int) throws(DecodingFailure) -> [UInt8] {
        guard length >= 0, length <= remaining else { throw .truncated(offset: offset) }
        defer { offset += length }
        return [UInt8](bytes[offset..<(offset + length)])
    }

    /// Length-prefixed bytes, at most `limit`.
    package mutating func block(limit: Int) throws(DecodingFailure) -> [UInt8] {
        try raw(count(limit: limit))
    }

    /// Length-prefixed text: valid UTF-8, at most `limit` bytes.
    package mutating func text(limit: Int) throws(DecodingFailure) -> String {
        let start = offset
        let length = try count(limit: limit)
        let content = bytes[offset..<(offset + length)]
        offset += length
        // Nearly every name is ASCII, which needs no validation; the validating initializer costs several times as much.
        if content.allSatisfy({ $0 < 0x80 }) { return String(decoding: content, as: UTF8.self) }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw .malformed("UTF-8 text", offset: start)
        }
        return text
    }

    /// Refuses bytes after the end of what was expected.
    package func finish() throws(DecodingFailure) {
        guard remaining == 0 else { throw .malformed("trailing bytes", offset: offset) }
    }
}
