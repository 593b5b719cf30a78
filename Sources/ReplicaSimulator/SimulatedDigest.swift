/// A deterministic digest for simulations and trace hashes; not cryptographic. Two lanes of 64 bits absorb a word each
/// through splitmix64's finalizer; squeezing counts on.
package struct SimulatedDigest: Sendable {
    private var a: UInt64 = 0x243F_6A88_85A3_08D3
    private var b: UInt64 = 0x1319_8A2E_0370_7344
    private var length: UInt64 = 0

    /// A digest of nothing yet.
    package init() {}

    /// Takes in a word.
    package mutating func absorb(_ word: UInt64) {
        length &+= 1
        a = finalized((a ^ word) &+ 0x9E37_79B9_7F4A_7C15)
        b = finalized(b &+ a)
    }

    /// Takes in bytes and how many they are.
    package mutating func absorb(_ bytes: [UInt8]) {
        var word: UInt64 = 0
        var filled = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            filled += 1
            if filled == 8 {
                absorb(word)
                (word, filled) = (0, 0)
            }
        }
        absorb(word)
        absorb(UInt64(bytes.count))
    }

    /// Takes in text.
    package mutating func absorb(_ text: String) { absorb([UInt8](text.utf8)) }

    /// 64 bits of what was taken in.
    package var value: UInt64 { finalized(a ^ finalized(b &+ length)) }

    /// So many words of 8 bytes from a domain, numbers and bytes.
    static func bytes(words: Int, domain: UInt64, parts: [UInt64], of bytes: [UInt8]) -> [UInt8] {
        var digest = SimulatedDigest()
        digest.absorb(domain)
        for part in parts { digest.absorb(part) }
        digest.absorb(bytes)
        var result: [UInt8] = []
        result.reserveCapacity(words * 8)
        for _ in 0..<words {
            digest.absorb(domain)
            let word = digest.value
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                result.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        return result
    }
}
