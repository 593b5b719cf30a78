import ReplicaCRDT

/// Names one customer's space: 16 random bytes, so that an id tells nothing of how many customers there are.
public struct CustomerSpaceID: Hashable, Comparable, Sendable {
    /// Bytes 0 to 7, big-endian.
    package let high: UInt64
    /// Bytes 8 to 15, big-endian.
    package let low: UInt64

    /// An id from its two halves.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public static func < (left: CustomerSpaceID, right: CustomerSpaceID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension CustomerSpaceID: CustomStringConvertible {
    /// 32 hexadecimal digits.
    public var description: String { hexadecimal(high) + hexadecimal(low) }

    /// Reads 32 hexadecimal digits.
    public init?(_ text: String) {
        guard let id = NodeID(text) else { return nil }
        self.init(high: id.high, low: id.low)
    }
}
