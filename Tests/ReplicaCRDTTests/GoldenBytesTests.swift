import ReplicaCRDT
import Testing

/// The bytes of the formats, made by a program of its own in another language from the formats' descriptions. They stay for
/// ever: a change that makes one of these fail is a new version of the format.
@Suite struct GoldenBytesTests {
    @Test(arguments: [
        (Value.null, "00"), (.bool(false), "01"), (.bool(true), "02"), (.integer(0), "0300"), (.integer(-1), "0301"),
        (.integer(1), "0302"), (.integer(63), "037e"), (.integer(-64), "037f"), (.integer(64), "038001"),
        (.integer(.max), "03feffffffffffffffff01"), (.integer(.min), "03ffffffffffffffffff01"),
        (.real(0), "040000000000000000"), (.real(1), "043ff0000000000000"), (.real(-2.5), "04c004000000000000"),
        (.real(.leastNonzeroMagnitude), "040000000000000001"), (.real(.greatestFiniteMagnitude), "047fefffffffffffff"),
        (.text(""), "0500"), (.text("é"), "0502c3a9"), (.text("e\u{301}"), "050365cc81"), (.text("🧾"), "0504f09fa7be"),
        (.text(String(repeating: "x", count: 128)), "058001" + String(repeating: "78", count: 128)),
        (.bytes([0, 0xFF]), "060200ff"), (.list([]), "0700"), (.map([]), "0800"),
        (.list([.bool(true), .integer(-3), .text("é")]), "07030203050502c3a9"),
        (
            .map(of: [("é", .map(of: [("", .real(0.5))])), ("b", .null), ("a", .list([.integer(1), .integer(2)]))]),
            "0803016107020302030401620002c3a9080100043fe0000000000000"
        ),
    ])
    func `values`(golden: Value, hexadecimal: String) throws {
        #expect(bytes(of: golden).hexadecimalText == hexadecimal)
        let stored = try #require([UInt8](hexadecimalText: hexadecimal))
        #expect(try value(of: stored) == golden)
    }

    @Test func `a replica`() throws {
        let golden = ReplicaID(
            node: NodeID(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF), incarnation: 0x0123_4567_89AB_CDEF)
        let hexadecimal = "00112233445566778899aabbccddeeff0123456789abcdef"
        var writer = ByteWriter()
        golden.encode(into: &writer)
        #expect(writer.bytes.hexadecimalText == hexadecimal)
        var reader = ByteReader(try #require([UInt8](hexadecimalText: hexadecimal)))
        #expect(try ReplicaID(from: &reader) == golden)
        try reader.finish()
        #expect(golden.description == "00112233445566778899aabbccddeeff.0123456789abcdef")
    }

    @Test func `a delta's hash`() throws {
        let golden = DeltaHash(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF)
        let hexadecimal = "00112233445566778899aabbccddeeff"
        var writer = ByteWriter()
        golden.encode(into: &writer)
        #expect(writer.bytes.hexadecimalText == hexadecimal)
        #expect(writer.bytes == golden.bytes)
        #expect(golden.description == hexadecimal)
        var reader = ByteReader(golden.bytes)
        #expect(try DeltaHash(from: &reader) == golden)
        #expect(DeltaHash(bytes: golden.bytes + [1, 2]) == golden)
        #expect(DeltaHash(bytes: Array(golden.bytes.dropLast())) == nil)
    }

    @Test func `a frontier`() throws {
        let node = NodeID(high: 1, low: 2)
        let golden = Frontier([
            Position(
                replica: ReplicaID(node: node, incarnation: .max), seq: 300,
                hash: DeltaHash(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF)),
            Position(replica: ReplicaID(node: node, incarnation: 3), seq: 4, hash: DeltaHash(high: 5, low: 6)),
        ])
        let hexadecimal =
            "02" + "000000000000000100000000000000020000000000000003" + "04" + "00000000000000050000000000000006"
            + "00000000000000010000000000000002ffffffffffffffff" + "ac02" + "00112233445566778899aabbccddeeff"
        var writer = ByteWriter()
        golden.encode(into: &writer)
        #expect(writer.bytes.hexadecimalText == hexadecimal)
        var reader = ByteReader(try #require([UInt8](hexadecimalText: hexadecimal)))
        #expect(try Frontier(from: &reader) == golden)
        try reader.finish()
    }

    @Test func `the generator of the tests is SplitMix64`() {
        var random = SplitMix64(seed: 0)
        #expect(
            [random.next(), random.next(), random.next()] == [
                0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
            ])
    }
}
