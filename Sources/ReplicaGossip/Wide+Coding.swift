import ReplicaCRDT

extension ByteWriter {
    /// Sixteen bytes, big-endian.
    mutating func fixed128(_ value: UInt128) {
        fixed64(UInt64(truncatingIfNeeded: value >> 64))
        fixed64(UInt64(truncatingIfNeeded: value))
    }
}

extension ByteReader {
    /// Sixteen bytes, big-endian.
    mutating func fixed128() throws(DecodingFailure) -> UInt128 {
        let high = try fixed64()
        return UInt128(high) << 64 | UInt128(try fixed64())
    }
}

extension NodeID {
    /// Sixteen bytes.
    init(from reader: inout ByteReader) throws(DecodingFailure) {
        let high = try reader.fixed64()
        self.init(high: high, low: try reader.fixed64())
    }
}

extension DeltaHash {
    /// The hash as a number, for sums over sets.
    var number: UInt128 { UInt128(high) << 64 | UInt128(low) }
}
