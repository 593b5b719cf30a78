import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// Deterministic and cheap, and no cryptography at all: hashes are mixed words, and a signature is a hash that anybody who knows
/// the public key can make. For tests of the protocol only.
struct TestCrypto: GossipCrypto {
    /// The node's public key.
    let key: [UInt8]

    init(seed: UInt64) { key = Self.mixed([], seed) }

    var node: NodeID { node(of: key) }

    func digest(_ bytes: [UInt8]) -> [UInt8] { Self.mixed(bytes, 0) }

    func sign(_ message: [UInt8]) -> [UInt8] { Self.signature(message, key) }

    func verify(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
        signature == Self.signature(message, key)
    }

    func authenticate(_ message: [UInt8], by key: [UInt8]) -> [UInt8] { Self.mixed(key + message, 7) }

    private static func signature(_ message: [UInt8], _ key: [UInt8]) -> [UInt8] {
        let first = mixed(key + message, 1)
        return first + mixed(first, 2)
    }

    private static func mixed(_ bytes: [UInt8], _ seed: UInt64) -> [UInt8] {
        var words: [UInt64] = (0..<4).map { finalized(seed &+ $0) }
        var word: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            word = word << 8 | UInt64(byte)
            if index % 8 == 7 || index == bytes.count - 1 {
                let lane = index / 8 % 4
                words[lane] = finalized(words[lane] ^ word &+ UInt64(index))
                word = 0
            }
        }
        var sum = finalized(UInt64(bytes.count))
        for index in words.indices {
            sum = finalized(sum ^ words[index])
            words[index] = sum
        }
        for index in words.indices { words[index] = finalized(words[index] &+ sum) }
        return words.flatMap(bigEndianBytes)
    }

    private static func finalized(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
