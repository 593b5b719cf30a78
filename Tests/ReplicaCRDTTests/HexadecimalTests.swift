import ReplicaCRDT
import Testing

@Suite struct HexadecimalTests {
    @Test func `bytes and digits are taken back, in either case`() {
        for seed in UInt64(1)...100 {
            var random = SplitMix64(seed: seed)
            let bytes = random.bytes(random.below(20))
            let text = bytes.hexadecimalText
            holds(text.utf8.count == 2 * bytes.count, "seed \(seed)")
            holds([UInt8](hexadecimalText: text) == bytes, "seed \(seed)")
            holds([UInt8](hexadecimalText: text.uppercased()) == bytes, "seed \(seed)")
        }
    }

    @Test func `every two characters are a byte, or nothing if one is no digit`() {
        let digits = Array("0123456789abcdef".utf8)
        for first in UInt8(1)..<128 {
            for second in [UInt8(0x2F), 0x30, 0x39, 0x3A, 0x40, 0x41, 0x46, 0x47, 0x60, 0x61, 0x66, 0x67] {
                let text = String(decoding: [first, second], as: UTF8.self)
                let lower = Array(text.lowercased().utf8)
                let expected = lower.compactMap { digits.firstIndex(of: $0) }
                let bytes = expected.count == 2 ? [UInt8(expected[0] * 16 + expected[1])] : nil
                holds([UInt8](hexadecimalText: text) == bytes, text)
            }
        }
        #expect([UInt8](hexadecimalText: "abc") == nil)
        #expect([UInt8](hexadecimalText: "é") == nil)
        #expect([UInt8](hexadecimalText: "")?.isEmpty == true)
    }

    @Test func `numbers have sixteen digits and eight bytes`() {
        #expect(hexadecimal(0) == "0000000000000000")
        #expect(hexadecimal(0xAB) == "00000000000000ab")
        #expect(hexadecimal(.max) == "ffffffffffffffff")
        #expect(bigEndianBytes(0x0102_0304_0506_0708) == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect([UInt8](1...16).firstHalves?.high == 0x0102_0304_0506_0708)
        #expect([UInt8](1...16).firstHalves?.low == 0x090A_0B0C_0D0E_0F10)
        #expect([UInt8](1...15).firstHalves == nil)
    }

    @Test func `a node's id is read from exactly 32 digits`() {
        let id = NodeID(high: 0xABCD, low: 7)
        #expect(NodeID(id.description) == id)
        #expect(NodeID(id.description.uppercased()) == id)
        #expect(NodeID(bytes: id.bytes) == id)
        #expect(NodeID(bytes: []) == nil)
        let wrong = [
            "", "7", String(repeating: "g", count: 32), "+" + String(repeating: "1", count: 31),
            String(repeating: "1", count: 16) + "-" + String(repeating: "1", count: 15),
            String(repeating: "1", count: 33), String(repeating: "é", count: 16),
            "\r\n" + String(repeating: "1", count: 30),
        ]
        for text in wrong { #expect(NodeID(text) == nil, "\(text)") }
    }

    @Test func `ids and hashes are ordered as their bytes are`() {
        for seed in UInt64(1)...300 {
            var random = SplitMix64(seed: seed)
            let (a, b) = ((0..<24).map { _ in UInt8(random.below(2)) }, (0..<24).map { _ in UInt8(random.below(2)) })
            var (first, second) = (ByteReader(a), ByteReader(b))
            guard let left = try? ReplicaID(from: &first), let right = try? ReplicaID(from: &second) else {
                Issue.record("24 bytes are a replica: seed \(seed)")
                continue
            }
            holds((left < right) == a.lexicographicallyPrecedes(b), "replicas: seed \(seed)")
            holds((left.node < right.node) == a[..<16].lexicographicallyPrecedes(b[..<16]), "nodes: seed \(seed)")
            if let left = DeltaHash(bytes: a), let right = DeltaHash(bytes: b) {
                holds((left < right) == a[..<16].lexicographicallyPrecedes(b[..<16]), "hashes: seed \(seed)")
            }
        }
    }
}
