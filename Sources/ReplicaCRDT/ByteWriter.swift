/// Appends canonical bytes: fixed-width big-endian integers, LEB128 varints, length-prefixed text and bytes.
package struct ByteWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8]

    /// An empty writer with room for `capacity` bytes.
    package init(capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// One byte.
    package mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// An unsigned LEB128 varint: 7 bits a byte, least significant first, no superfluous byte.
    package mutating func varint(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A count or length as a varint.
    package mutating func count(_ value: Int) { varint(UInt64(value)) }

    /// A signed integer: zigzag, then LEB128.
    package mutating func signed(_ value: Int64) {
        varint(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    /// Eight bytes, big-endian.
    package mutating func fixed64(_ value: UInt64) {
        // Safe: reads the eight bytes of a local integer. One append instead of eight: ids and hashes are most of a row.
        unsafe withUnsafeBytes(of: value.bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// Bytes as they are, without a length.
    package mutating func raw(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// Length, then the bytes.
    package mutating func block(_ more: [UInt8]) {
        count(more.count)
        bytes.append(contentsOf: more)
    }

    /// Length in UTF-8 bytes, then the text.
    package mutating func text(_ value: String) {
        count(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }
}
