import ReplicaCRDT

/// Names a shop: the SHA-256 of its root public key.
package struct ShopID: Hashable, Sendable {
    /// 32 bytes.
    package let bytes: [UInt8]

    /// An id from 32 bytes; nil for any other number.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }
}

extension ShopID: CustomStringConvertible {
    /// 64 hexadecimal digits.
    package var description: String { bytes.hexadecimalText }
}
