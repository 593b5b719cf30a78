import ReplicaCRDT
import ReplicaCrypto

/// The shop's root key for people: shown once, kept on paper by the owner. 56 letters and digits of Crockford's base 32
/// (no I, L, O, U) in groups of seven; the last four are a check.
public struct RecoveryCode: Hashable, Sendable {
    /// The key's seed, 32 bytes.
    let seed: [UInt8]

    init(seed: [UInt8]) { self.seed = seed }

    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Reads a code: case, spaces and hyphens do not matter, I and L are 1, O is 0. Nil if a letter is wrong.
    public init?(_ text: String) {
        var bits: [UInt8] = []
        for character in text.uppercased().utf8 where character != 0x20 && character != 0x2D {
            let mapped: UInt8
            switch character {
            case UInt8(ascii: "I"), UInt8(ascii: "L"): mapped = UInt8(ascii: "1")
            case UInt8(ascii: "O"): mapped = UInt8(ascii: "0")
            default: mapped = character
            }
            guard let digit = Self.digits.firstIndex(of: mapped) else { return nil }
            for shift in (0..<5).reversed() { bits.append(UInt8(digit >> shift & 1)) }
        }
        guard bits.count == 280 else { return nil }
        let bytes = stride(from: 0, to: 280, by: 8).map { start in
            bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | $1 }
        }
        let seed = Array(bytes[..<32])
        guard Array(bytes[32...]) == Array(sha256(seed).prefix(3)) else { return nil }
        self.seed = seed
    }
}

extension RecoveryCode: CustomStringConvertible {
    /// Eight groups of seven.
    public var description: String {
        let bytes = seed + sha256(seed).prefix(3)
        let bits = bytes.flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 } }
        let digits = stride(from: 0, to: bits.count, by: 5).map { start in
            Self.digits[bits[start..<(start + 5)].reduce(0) { $0 << 1 | Int($1) }]
        }
        return stride(from: 0, to: digits.count, by: 7)
            .map { String(decoding: digits[$0..<min($0 + 7, digits.count)], as: UTF8.self) }
            .joined(separator: "-")
    }
}
