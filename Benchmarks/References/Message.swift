import ReplicaCrypto

/// What the raw references send: 200 bytes that begin with a number, plain, or sealed as `DatagramSealer` seals a datagram.
struct Message {
    /// Bytes of the plain message, as in `measure/limits`.
    static let plainBytes = 200
    /// Bytes before the sealed text: the counter.
    static let headerBytes = 8
    /// Bytes of the sealed message.
    static let sealedBytes = headerBytes + plainBytes + AEADSealer.tagByteCount
    /// The key, which no secret depends on here.
    static let key = [UInt8](repeating: 7, count: AEADSealer.keyByteCount)
    static let nonceBase = [UInt8](repeating: 9, count: AEADSealer.nonceByteCount)

    /// Writes a number at a place.
    static func write(_ number: UInt64, at offset: Int, in bytes: inout [UInt8]) {
        for index in 0..<8 { bytes[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * UInt64(index))) }
    }

    /// Reads a number at a place.
    static func number(at offset: Int, in bytes: [UInt8]) -> UInt64 {
        (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << (8 * UInt64($1)) }
    }
}
