import ReplicaCRDT
import Testing

@Suite struct ValueCodingTests {
    @Test func `decoding takes back encoding`() throws {
        for seed in UInt64(1)...3000 {
            var random = SplitMix64(seed: seed)
            let original = random.value()
            let decoded = try value(of: bytes(of: original))
            holds(decoded == original, "seed \(seed)")
            holds(decoded.hashValue == original.hashValue, "hash: seed \(seed)")
        }
    }

    @Test func `values are equal exactly if their bytes are`() {
        for seed in UInt64(1)...6000 {
            var random = SplitMix64(seed: seed)
            let (a, b) = (random.value(depth: 2), random.value(depth: 2))
            holds((a == b) == (bytes(of: a) == bytes(of: b)), "seed \(seed): \(a), \(b)")
            holds(a != b || a.hashValue == b.hashValue, "hash: seed \(seed)")
        }
    }

    @Test func `a value is read as its own kind only`() {
        let values: [Value] = [.integer(1), .text("1"), .bytes([1]), .list([.null]), .null, .bool(true), .real(1)]
        #expect(values.map(\.integer) == [1, nil, nil, nil, nil, nil, nil])
        #expect(values.map(\.text) == [nil, "1", nil, nil, nil, nil, nil])
        #expect(values.map(\.bytes) == [nil, nil, [1], nil, nil, nil, nil])
        #expect(values.map(\.list) == [nil, nil, nil, [.null], nil, nil, nil])
    }

    @Test func `negative zero is zero`() throws {
        #expect(Value.real(-0.0) == .real(0))
        #expect(Value.real(-0.0).hashValue == Value.real(0).hashValue)
        #expect(try value(of: bytes(of: .real(-0.0))) == .real(-0.0))
        #expect(bytes(of: .real(-0.0)) == [4, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func `text that reads the same but has other bytes is another value`() {
        #expect(Value.text("e\u{301}") != .text("é"))
        #expect(Value.Member("e\u{301}", .null) != Value.Member("é", .null))
        let map = Value.map(of: [("é", .integer(1)), ("e\u{301}", .integer(2))])
        #expect(map["é"] == .integer(1))
        #expect(map["e\u{301}"] == .integer(2))
        #expect(map["e"] == nil)
        #expect(Value.text("é")["é"] == nil)
    }

    @Test func `a map is the same from members in any order, and the last of equal keys holds`() throws {
        let members: [(String, Value)] = [("b", .null), ("a", .bool(true)), ("é", .integer(1)), ("", .integer(4))]
        var seen: Set<Value> = []
        for order in permutations(of: members.count) { seen.insert(.map(of: order.map { members[$0] })) }
        #expect(seen.count == 1)
        #expect(Value.map(of: [("a", .integer(1)), ("b", .null), ("a", .integer(2))])["a"] == .integer(2))
        let map = try #require(seen.first)
        #expect(try value(of: bytes(of: map)) == map)
    }

    @Test func `every text of at most two bytes that is accepted is encoded the same again`() {
        var accepted = 0
        Self.check([], &accepted)
        for first in UInt8.min...255 {
            Self.check([first], &accepted)
            for second in UInt8.min...255 { Self.check([first, second], &accepted) }
        }
        // Null, false, true; 128 integers; an empty text, byte string, list and map.
        #expect(accepted == 3 + 128 + 4)
    }

    @Test func `whatever damaged bytes are accepted are encoded the same again`() {
        var accepted = 0
        for seed in UInt64(1)...30_000 {
            var random = SplitMix64(seed: seed)
            var damaged = bytes(of: random.value())
            mutate(&damaged, random: &random)
            Self.check(damaged, &accepted, origin: "seed \(seed)")
        }
        #expect((3000...27_000).contains(accepted))
    }

    @Test func `random bytes are decoded or refused, and never trap`() {
        var accepted = 0
        for seed in UInt64(1)...60_000 {
            var random = SplitMix64(seed: seed)
            var noise = random.bytes(random.below(24) + 1)
            noise[0] %= 10
            Self.check(noise, &accepted, origin: "seed \(seed)")
        }
        #expect(accepted > 100)
    }

    @Test func `a value cut off anywhere is refused, and so is one with more behind it`() {
        for seed in UInt64(1)...300 {
            var random = SplitMix64(seed: seed)
            let whole = bytes(of: random.value())
            for length in whole.indices {
                let failure = Self.failure(of: Array(whole[..<length]))
                guard case .truncated(let offset) = failure else {
                    Issue.record("seed \(seed): \(length) of \(whole.count) bytes gave \(String(describing: failure))")
                    continue
                }
                holds(offset <= length, "seed \(seed)")
            }
            let trailing = DecodingFailure.malformed("trailing bytes", offset: whole.count)
            holds(Self.failure(of: whole + [0]) == trailing, "seed \(seed)")
        }
    }

    @Test func `values may be nested sixteen deep and no deeper`() throws {
        for container in [[UInt8]([7, 1]), [8, 1, 0]] {
            let lists = { (count: Int) in [UInt8]([UInt8]([[UInt8]](repeating: container, count: count).joined())) }
            #expect(try bytes(of: value(of: lists(15) + [0])) == lists(15) + [0])
            let offset = container.count * 16
            let deep = DecodingFailure.limit("values nested deeper than 16", offset: offset)
            #expect(Self.failure(of: lists(16) + [0]) == deep)
            #expect(Self.failure(of: lists(20_000)) == deep)
        }
    }

    @Test func `a text, byte string or list may be 256 KiB long and no longer`() throws {
        let limit = 256 * 1024
        for tag in [UInt8(5), 6, 7] {
            let content = [UInt8](repeating: 0, count: limit)
            #expect(throws: Never.self) { try value(of: [tag] + Self.varint(limit) + content) }
            let long = [tag] + Self.varint(limit + 1) + content + [0]
            #expect(Self.failure(of: long) == .limit("count \(limit + 1) above \(limit)", offset: 1))
        }
        let map = [8] + Self.varint(limit + 1) + [UInt8](repeating: 0, count: 2 * limit + 2)
        #expect(Self.failure(of: map) == .limit("count \(limit + 1) above \(limit)", offset: 1))
    }

    @Test func `a count that promises more than there are bytes is refused before anything is read`() {
        for tag in [UInt8(5), 6, 7, 8] {
            #expect(Self.failure(of: [tag] + Self.varint(200_000) + [0]) == .truncated(offset: 1))
        }
    }

    @Test(arguments: [
        Double.nan, .signalingNaN, .infinity, -.infinity, Double(bitPattern: .max), -0.0,
    ])
    func `a real that is not finite, or negative zero, is refused`(real: Double) {
        #expect(Self.failure(of: [4] + bigEndianBytes(real.bitPattern)) == .malformed("real", offset: 0))
    }

    @Test func `writing a real that is not finite is our own mistake and traps`() async {
        await #expect(processExitsWith: .failure) { _ = bytes(of: .real(.nan)) }
    }

    @Test func `map keys out of order or doubled are refused, by bytes`() throws {
        let pairs: [([UInt8], [UInt8])] = [
            ([0x62], [0x61]), ([0x61], [0x61]), ([0x61, 0x61], [0x61]), ([0x61], []), ([], []),
            (Array("é".utf8), Array("e\u{301}".utf8)),
        ]
        for (first, second) in pairs {
            let ascending = Self.map(second, first)
            if first != second { #expect(try bytes(of: value(of: ascending)) == ascending) }
            let offset = first.count + 4
            #expect(Self.failure(of: Self.map(first, second)) == .malformed("map keys out of order", offset: offset))
        }
    }

    @Test(arguments: [
        [0x80], [0xC3], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
        [0xED, 0xBF, 0xBF], [0xE2, 0x82], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
        [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0x61, 0xBF], [0xC3, 0x28],
    ])
    func `text that is not UTF-8 is refused, as a value and as a key`(text: [UInt8]) {
        let length = UInt8(text.count)
        #expect(Self.failure(of: [5, length] + text) == .malformed("UTF-8 text", offset: 1))
        #expect(Self.failure(of: [8, 1, length] + text + [0]) == .malformed("UTF-8 text", offset: 2))
    }

    @Test func `an unknown tag is refused`() {
        for tag in UInt8(9)...255 { #expect(Self.failure(of: [tag]) == .malformed("value tag \(tag)", offset: 0)) }
    }

    // MARK: - What is checked

    private static func check(_ bytes: [UInt8], _ accepted: inout Int, origin: String = "") {
        guard let decoded = try? value(of: bytes) else { return }
        accepted += 1
        var writer = ByteWriter()
        decoded.encode(into: &writer)
        holds(writer.bytes == bytes, "\(bytes.hexadecimalText) \(origin)")
    }

    private static func failure(of bytes: [UInt8]) -> DecodingFailure? {
        do throws(DecodingFailure) {
            _ = try value(of: bytes)
            return nil
        } catch { return error }
    }

    private static func varint(_ value: Int) -> [UInt8] {
        var writer = ByteWriter()
        writer.varint(UInt64(value))
        return writer.bytes
    }

    private static func map(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        [8, 2, UInt8(first.count)] + first + [0, UInt8(second.count)] + second + [0]
    }
}
