/// Names one installation: the first 16 bytes of the SHA-256 of its Ed25519 public key.
package struct NodeID: Hashable, Comparable, Sendable {
    /// Bytes 0 to 7, big-endian.
    package let high: UInt64
    /// Bytes 8 to 15, big-endian.
    package let low: UInt64

    /// An id from its two halves.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An id from the first 16 of `bytes`; nil if there are fewer.
    package init?(bytes: [UInt8]) {
        guard let halves = bytes.firstHalves else { return nil }
        self.init(high: halves.high, low: halves.low)
    }

    package static func < (left: NodeID, right: NodeID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// The 16 bytes.
    package var bytes: [UInt8] { bigEndianBytes(high) + bigEndianBytes(low) }
}

extension NodeID: CustomStringConvertible {
    /// 32 hexadecimal digits.
    package var description: String { hexadecimal(high) + hexadecimal(low) }

    /// An id from 32 hexadecimal digits.
    package init?(_ text: String) {
        guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
            let low = UInt64(text.suffix(16), radix: 16), text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D })
        else { return nil }
        self.init(high: high, low: low)
    }
}
