import ReplicaCRDT
import Testing

@Suite struct ByteCodingTests {
    /// One thing to write, and to read again.
    private enum Item: Equatable {
        case byte(UInt8)
        case varint(UInt64)
        case signed(Int64)
        case fixed64(UInt64)
        case raw([UInt8])
        case block([UInt8])
        case text([UInt8])
    }

    @Test func `reading takes back writing, and any cut is refused`() throws {
        for seed in UInt64(1)...400 {
            var random = SplitMix64(seed: seed)
            let items = (0..<random.below(6) + 1).map { _ in Self.item(&random) }
            var writer = ByteWriter()
            for item in items { Self.write(item, into: &writer) }
            var reader = ByteReader(writer.bytes)
            for item in items { holds(try Self.read(like: item, from: &reader) == item, "seed \(seed)") }
            try reader.finish()
            for length in writer.bytes.indices {
                var cut = ByteReader(Array(writer.bytes[..<length]))
                var refused = false
                do { for item in items { _ = try Self.read(like: item, from: &cut) } } catch { refused = true }
                holds(refused || items.last == .raw([]), "seed \(seed), cut to \(length)")
                holds(cut.offset <= length && cut.remaining >= 0, "seed \(seed), cut to \(length)")
            }
        }
    }

    @Test func `varints of every length are taken back`() throws {
        var numbers: [UInt64] = [0, .max]
        for shift in 0..<64 { for near in [UInt64.max, 0, 1] { numbers.append((1 << UInt64(shift)) &+ near) } }
        for number in numbers {
            var writer = ByteWriter()
            writer.varint(number)
            writer.signed(Int64(bitPattern: number))
            writer.signed(-1 - Int64(number >> 1))
            var reader = ByteReader(writer.bytes)
            #expect(try reader.varint() == number)
            #expect(try reader.signed() == Int64(bitPattern: number))
            #expect(try reader.signed() == -1 - Int64(number >> 1))
            try reader.finish()
            #expect(writer.bytes.count >= 3)
        }
    }

    @Test func `a varint is read as arithmetic without bounds says`() {
        var accepted = 0
        for seed in UInt64(1)...60_000 {
            var random = SplitMix64(seed: seed)
            var bytes = random.bytes(random.below(12))
            for index in bytes.indices where random.oneIn(2) { bytes[index] |= 0x80 }
            if random.oneIn(4), let last = bytes.indices.last { bytes[last] = UInt8(random.below(3)) }
            var reader = ByteReader(bytes)
            let read = try? reader.varint()
            holds(read == Self.slowVarint(bytes), "seed \(seed): \(bytes.hexadecimalText)")
            if read != nil { accepted += 1 }
        }
        #expect((6000...54_000).contains(accepted))
    }

    @Test(arguments: [
        [0x80, 0x00], [0x80, 0x80, 0x00], [0xFF, 0x00],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x81, 0x00],
    ])
    func `superfluous bytes and more than 64 bits are refused`(bytes: [UInt8]) {
        var reader = ByteReader([0] + bytes)
        #expect(throws: Never.self) { try reader.byte() }
        #expect(throws: DecodingFailure.malformed("varint", offset: 1)) { try reader.varint() }
    }

    @Test func `random reads of random bytes never trap, and never leave the bytes`() {
        for seed in UInt64(1)...60_000 {
            var random = SplitMix64(seed: seed)
            var reader = ByteReader(random.bytes(random.below(20)))
            let total = reader.remaining
            for _ in 0..<3 {
                Self.readSomething(from: &reader, random: &random, origin: "seed \(seed)")
                holds(reader.offset + reader.remaining == total && reader.remaining >= 0, "seed \(seed)")
            }
        }
    }

    @Test func `limits are counted in bytes and include their end`() throws {
        var writer = ByteWriter()
        writer.text("éé")
        var reader = ByteReader(writer.bytes)
        #expect(throws: DecodingFailure.limit("count 4 above 3", offset: 0)) { try reader.text(limit: 3) }
        reader = ByteReader(writer.bytes)
        #expect(try reader.text(limit: 4) == "éé")
    }

    @Test func `what is left over is refused`() {
        var reader = ByteReader([1, 2])
        #expect(throws: DecodingFailure.malformed("trailing bytes", offset: 0)) { try reader.finish() }
        #expect(throws: Never.self) {
            _ = try reader.raw(2)
            try reader.finish()
        }
        #expect(throws: DecodingFailure.truncated(offset: 2)) { try reader.byte() }
        #expect(throws: DecodingFailure.truncated(offset: 2)) { try reader.fixed64() }
    }

    // MARK: - Items

    private static func item(_ random: inout SplitMix64) -> Item {
        switch random.below(7) {
        case 0: .byte(UInt8(random.below(256)))
        case 1: .varint(random.next() >> UInt64(random.below(64)))
        case 2: .signed(Int64(bitPattern: random.next()) >> Int64(random.below(64)))
        case 3: .fixed64(random.next())
        case 4: .raw(random.bytes(random.below(5)))
        case 5: .block(random.bytes(random.below(200)))
        default: .text(Array(random.text().utf8))
        }
    }

    private static func write(_ item: Item, into writer: inout ByteWriter) {
        switch item {
        case .byte(let value): writer.byte(value)
        case .varint(let value): writer.varint(value)
        case .signed(let value): writer.signed(value)
        case .fixed64(let value): writer.fixed64(value)
        case .raw(let value): writer.raw(value)
        case .block(let value): writer.block(value)
        case .text(let value): writer.text(String(decoding: value, as: UTF8.self))
        }
    }

    private static func read(like item: Item, from reader: inout ByteReader) throws(DecodingFailure) -> Item {
        switch item {
        case .byte: .byte(try reader.byte())
        case .varint: .varint(try reader.varint())
        case .signed: .signed(try reader.signed())
        case .fixed64: .fixed64(try reader.fixed64())
        case .raw(let value): .raw(try reader.raw(value.count))
        case .block: .block(try reader.block(limit: 200))
        case .text: .text(Array(try reader.text(limit: 200).utf8))
        }
    }

    private static func readSomething(
        from reader: inout ByteReader, random: inout SplitMix64, origin: @autoclosure () -> String
    ) {
        switch random.below(9) {
        case 0: _ = try? reader.byte()
        case 1: _ = try? reader.varint()
        case 2: _ = try? reader.signed()
        case 3: _ = try? reader.fixed64()
        case 4: _ = try? reader.raw(random.oneIn(4) ? [Int.min, -1, .max][random.below(3)] : random.below(9))
        case 5: holds((try? reader.block(limit: 8))?.count ?? 0 <= 8, origin())
        case 6: holds((try? reader.text(limit: 8))?.utf8.count ?? 0 <= 8, origin())
        case 7: holds((try? reader.count(limit: 5)) ?? 0 <= min(5, reader.remaining), origin())
        default: _ = try? ReplicaID(from: &reader)
        }
    }

    /// The number that the bytes begin with, in 128 bits, or nil if they end too early, it needs more than 64, or a shorter
    /// spelling exists.
    private static func slowVarint(_ bytes: [UInt8]) -> UInt64? {
        guard let end = bytes.firstIndex(where: { $0 < 0x80 }) else { return nil }
        var value: UInt128 = 0
        for byte in bytes[...end].reversed() { value = value * 128 + UInt128(byte & 0x7F) }
        let isShortest = end == 0 || bytes[end] != 0
        return isShortest && end < 12 ? UInt64(exactly: value) : nil
    }
}
