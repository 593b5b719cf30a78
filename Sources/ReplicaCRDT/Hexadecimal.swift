/// Sixteen lower-case hexadecimal digits.
package func hexadecimal(_ value: UInt64) -> String {
    // Safe: exactly the 16 bytes are written that are returned as the length. Every row of the feed names its node so.
    unsafe String(unsafeUninitializedCapacity: 16) { text in
        for index in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - 4 * index)) & 15
            unsafe text[index] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
        }
        return 16
    }
}

/// Eight bytes, big-endian.
package func bigEndianBytes(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
}

extension [UInt8] {
    /// The first 16 bytes as two big-endian words; nil if there are fewer.
    package var firstHalves: (high: UInt64, low: UInt64)? {
        guard count >= 16 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for index in 0..<8 {
            high = high << 8 | UInt64(self[index])
            low = low << 8 | UInt64(self[index + 8])
        }
        return (high, low)
    }

    /// Lower-case hexadecimal digits, two a byte.
    package var hexadecimalText: String {
        let digits = [UInt8]("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(count * 2)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Bytes from hexadecimal digits of either case; nil if there is anything else, or an odd number.
    package init?(hexadecimalText text: String) {
        let digits = [UInt8](text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        self = []
        reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = hexadecimalDigit(digits[index]), let low = hexadecimalDigit(digits[index + 1]) else {
                return nil
            }
            append(high << 4 | low)
        }
    }
}

private func hexadecimalDigit(_ character: UInt8) -> UInt8? {
    switch character {
    case 0x30...0x39: character - 0x30
    case 0x41...0x46: character - 0x41 + 10
    case 0x61...0x66: character - 0x61 + 10
    default: nil
    }
}
