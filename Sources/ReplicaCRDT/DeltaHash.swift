/// The first 16 bytes of the SHA-256 of a delta's bytes, signature included: it names the delta's content.
package struct DeltaHash: Hashable, Comparable, Sendable {
    /// Bytes 0 to 7, big-endian.
    package let high: UInt64
    /// Bytes 8 to 15, big-endian.
    package let low: UInt64

    /// A hash from its two halves.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A hash from the first 16 of `bytes`; nil if there are fewer.
    package init?(bytes: [UInt8]) {
        guard let halves = bytes.firstHalves else { return nil }
        self.init(high: halves.high, low: halves.low)
    }

    package static func < (left: DeltaHash, right: DeltaHash) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// The 16 bytes.
    package var bytes: [UInt8] { bigEndianBytes(high) + bigEndianBytes(low) }

    /// 16 bytes.
    package func encode(into writer: inout ByteWriter) {
        writer.fixed64(high)
        writer.fixed64(low)
    }

    /// Reads 16 bytes.
    package init(from reader: inout ByteReader) throws(DecodingFailure) {
        let high = try reader.fixed64()
        self.init(high: high, low: try reader.fixed64())
    }
}

extension DeltaHash: CustomStringConvertible {
    /// 32 hexadecimal digits.
    package var description: String { hexadecimal(high) + hexadecimal(low) }
}
