package import ReplicaCRDT

/// Names one action of a user, made once, before the first attempt: the replica that was first offered it, and 16 random
/// bytes (not a counter: an id must tell nothing). On that replica it has its effect once; another answers it from its
/// log or refuses.
package struct OperationID: Hashable, Sendable {
    /// The replica that was first offered the action.
    package let replica: ReplicaID
    /// Random.
    package let high: UInt64
    /// Random.
    package let low: UInt64

    /// An id from its parts.
    package init(replica: ReplicaID, high: UInt64, low: UInt64) {
        self.replica = replica
        self.high = high
        self.low = low
    }

    /// The 40 bytes.
    package var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 40)
        replica.encode(into: &writer)
        writer.fixed64(high)
        writer.fixed64(low)
        return writer.bytes
    }

    /// Reads 40 bytes.
    package init(bytes: [UInt8]) throws(DecodingFailure) {
        var reader = ByteReader(bytes)
        let replica = try ReplicaID(from: &reader)
        let high = try reader.fixed64()
        self.init(replica: replica, high: high, low: try reader.fixed64())
        try reader.finish()
    }
}

extension OperationID: CustomStringConvertible {
    /// 80 hexadecimal digits.
    package var description: String { bytes.hexadecimalText }

    /// Reads 80 hexadecimal digits.
    package init?(_ text: String) {
        guard let bytes = [UInt8](hexadecimalText: text), let id = try? OperationID(bytes: bytes) else { return nil }
        self = id
    }
}
