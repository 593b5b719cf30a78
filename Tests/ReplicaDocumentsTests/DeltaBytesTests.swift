import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// The bytes of a delta: `DeltaDraft+Encoding.swift` draws them.
@Suite struct DeltaBytesTests {
    private let crypto = SimulatedCrypto(secret: 7, number: 1)

    private func decode(_ bytes: [UInt8]) throws(DecodingFailure) -> Delta {
        try Delta(bytes: bytes, hash: crypto.hash(bytes))
    }

    /// A delta with everything that the format has.
    private func everything() throws -> Delta {
        let shop = SimulatedShop(secret: 7)
        let (a, b) = (
            ReplicaID(node: NodeID(high: 1, low: 2), incarnation: 3),
            ReplicaID(node: NodeID(high: 1, low: 1), incarnation: 9)
        )
        let hash = DeltaHash(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C_0D0E_0F10)
        let at = { (replica: ReplicaID, seq: UInt64) in Position(replica: replica, seq: seq, hash: hash) }
        let tea = DocumentKey("product", "tea")
        var forge = DeltaForge(space: .shop, replica: a)
        forge.seq = 300
        forge.previous = DeltaHash(high: 5, low: 6)
        forge.stamp = Stamp(microseconds: 1_700_000_000_000_000)
        forge.context = [at(b, 7)]
        forge.staffContext = [at(b, 2), at(a, 1)]
        forge.user = "Zoë"
        forge.operation = OperationID(replica: a, high: 11, low: 12)
        forge.predecessor = at(ReplicaID(node: a.node, incarnation: 2), 40)
        let dots = [Dot(replica: b, seq: 3, index: 0), Dot(replica: a, seq: 299, index: 130)]
        forge.changes = [
            Change(
                document: tea, path: "names/de", slot: .whole, replaces: dots,
                payload: .value(
                    .map(of: [
                        ("b", .list([.null, .bool(true), .bool(false), .integer(.min), .real(-1.5)])),
                        ("a", .bytes([0, 255])), ("é", .text("naïve")),
                    ]))),
            Change(
                document: tea, path: "stock", slot: .own, replaces: [dots[1]], payload: .tally(increment: -3, total: 70)
            ),
            Change(document: tea, path: "stock", slot: .effect("void 1"), replaces: [], payload: .amount(-(1 << 40))),
            Change(
                document: tea, path: "stock", slot: .count, replaces: [dots[0]],
                payload: .count(CountRecord(adjustment: 12, document: "count 9"))),
            Change(
                document: DocumentKey("draft", "1"), path: "state", slot: .whole, replaces: [],
                payload: .move(Move(from: "open", to: "closed"))),
        ]
        let customer = SimulatedShop.space(of: 1)
        forge.record = CommitRecord(
            parts: [.init(space: .staff, seq: 2, hash: hash), .init(space: customer, seq: 1, hash: hash)],
            seen: [.init(space: customer, position: at(b, 5))])
        forge.extensions = [.init(kind: 1000, mustUnderstand: false, content: [1, 2, 3])]
        return try forge.delta(shop: shop.id, by: crypto)
    }

    @Test func `golden bytes, version 1, with every feature are decoded, and encoded again are the same`() throws {
        let expected = try everything()
        #expect(expected.bytes.hexadecimalText == Golden.everything1)
        let golden = try #require([UInt8](hexadecimalText: Golden.everything1))
        let delta = try decode(golden)
        #expect(DeltaForge(delta).body == Array(golden.dropLast(64)))
        #expect(delta.space == expected.space && delta.replica == expected.replica && delta.seq == 300)
        #expect(delta.previous == expected.previous && delta.stamp == expected.stamp)
        #expect(delta.context == expected.context && delta.staffContext == expected.staffContext)
        #expect(delta.user == "Zoë" && delta.operation == expected.operation)
        #expect(delta.predecessor == expected.predecessor)
        #expect(delta.changes == expected.changes)
        #expect(delta.changes[0].payload == .value(try #require(delta.changes[0].payload.asValue)))
        #expect(delta.record == expected.record && delta.extensions == expected.extensions)
        #expect(delta == expected)
        #expect(
            crypto.verify(
                delta.signature, of: delta.signedMessage(shop: SimulatedShop(secret: 7).id), by: crypto.publicKey))
    }

    @Test func `golden bytes, version 1, of a customer's first delta are what the core writes`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.sync(rig.a, rig.c)
        let made = try rig.write(rig.c, user: "Customer") { try $0.set(rig.bill, "note", to: .text("thanks")) }
        #expect(made[0].bytes.hexadecimalText == Golden.customer1)
        #expect(try decode(try #require([UInt8](hexadecimalText: Golden.customer1))) == made[0])
    }

    @Test func `all that the core writes is what the drawing of the format says`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.syncAll()
        let operation = OperationID(replica: rig.b.store.replica, high: 3, low: 4)
        let note = try rig.write(rig.c) { try $0.set(rig.bill, "note", to: .text("hm")) }
        try rig.give(note, to: rig.b)
        try rig.write(rig.b, user: "Bo", operation: operation) {
            try $0.add(rig.tea, "stock", 12)
            try $0.setEffect(rig.tea, "stock", named: "effect", to: -4)
            try $0.count(rig.tea, "stock", counted: 5, scan: $0.scan(rig.tea, "stock"), record: "count 1")
            try $0.set(rig.tea, "name", to: .map(of: [("x", .real(0.5))]))
            try $0.move(rig.bill, "pay", to: "paid")
        }
        try rig.b.restore(rig.b.disk, incarnation: 2, at: rig.now)
        try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .null) }
        try rig.syncAll()
        let log = try rig.log(of: rig.a)
        #expect(log.contains { $0.predecessor != nil && $0.record != nil })
        #expect(log.contains { $0.record?.seen.isEmpty == false })
        for delta in log { #expect(DeltaForge(delta).body == Array(delta.bytes.dropLast(64)), "\(delta.position)") }
    }

    /// Bytes that are decoded at all must say what the forge would write: no two spellings of one delta.
    private func expectCanonicalOrRefused(_ bytes: [UInt8], _ what: @autoclosure () -> String) {
        guard let delta = try? decode(bytes) else { return }
        let again = DeltaForge(delta).body
        let isSame = again == Array(bytes.dropLast(64))
        // The replica table may name replicas that nothing refers to: other bytes, another hash, the same meaning.
        if !isSame, again.count >= bytes.count - 64 { Issue.record("two spellings: \(what())") }
    }

    @Test func `every flipped bit gives a typed error or another hash, and no signature`() throws {
        let golden = try everything()
        let message = golden.signedMessage(shop: SimulatedShop(secret: 7).id)
        for index in golden.bytes.indices {
            for bit in 0..<8 {
                var bytes = golden.bytes
                bytes[index] ^= 1 << UInt8(bit)
                guard let delta = try? decode(bytes) else { continue }
                let changed = delta.signedMessage(shop: SimulatedShop(secret: 7).id)
                if delta.hash == golden.hash || (changed == message) == (delta.signature == golden.signature)
                    || crypto.verify(delta.signature, of: changed, by: crypto.publicKey)
                {
                    Issue.record("bit \(bit) of byte \(index) passes")
                }
                expectCanonicalOrRefused(bytes, "bit \(bit) of byte \(index)")
            }
        }
    }

    @Test func `every truncated, extended and repeated delta is refused`() throws {
        let golden = try everything().bytes
        for length in 0..<golden.count {
            #expect(throws: DecodingFailure.self) { try decode(Array(golden.prefix(length))) }
        }
        for more in 1...80 {
            #expect(throws: DecodingFailure.self) { try decode(golden + [UInt8](repeating: 0, count: more)) }
        }
        #expect(throws: DecodingFailure.self) { try decode(golden + golden) }
    }

    @Test(arguments: 0..<4) func `random and spliced bytes never trap`(seed: UInt64) throws {
        var random = SimulatedRandom(seed: seed)
        let golden = try everything().bytes
        for round in 0..<1500 {
            var bytes: [UInt8]
            if round.isMultiple(of: 3) {
                bytes = [1, 1, UInt8(random.below(16)), UInt8(random.below(3))] + random.bytes(random.below(300))
            } else {
                bytes = golden
                for _ in 0...random.below(4) {
                    let at = random.below(golden.count)
                    let piece = Array(golden[at..<min(golden.count, at + random.below(12))])
                    let to = random.below(bytes.count)
                    bytes.replaceSubrange(to..<min(bytes.count, to + random.below(12)), with: piece)
                    if random.chance(percent: 30) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
                }
            }
            expectCanonicalOrRefused(bytes, "seed \(seed), round \(round)")
        }
    }

    @Test func `counts and lengths beyond the limits are refused before anything is allocated for them`() throws {
        let huge: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]
        let golden = try everything().bytes
        for index in golden.indices {
            var bytes = golden
            bytes.replaceSubrange(index...index, with: huge)
            expectCanonicalOrRefused(bytes, "huge varint at \(index)")
        }
        #expect(throws: DecodingFailure.self) {
            try decode([UInt8](repeating: 0, count: FormatLimits.deltaBytes + 1))
        }
    }

    @Test func `versions, suites, flags and must-understand extensions of the future are said to be unsupported`()
        throws
    {
        for (index, value) in [(0, UInt8(2)), (1, 2), (2, 0x1F)] {
            var bytes = try everything().bytes
            bytes[index] = value
            let failure = #expect(throws: DecodingFailure.self) { try decode(bytes) }
            if case .unsupported? = failure {} else { Issue.record("byte \(index): \(String(describing: failure))") }
        }
        var forge = DeltaForge(try everything())
        forge.extensions = [.init(kind: 5, mustUnderstand: true, content: [])]
        let failure = #expect(throws: DecodingFailure.self) {
            try forge.delta(shop: SimulatedShop(secret: 7).id, by: crypto)
        }
        #expect(failure == .unsupported("extension 5"))
    }

    @Test(arguments: ["", "a\u{0}b", "a\u{7F}", "cafe\u{301}", String(repeating: "x", count: 257)])
    func `names that are empty, too long, not in form C or hold control characters are refused`(name: String) throws {
        let tea = DocumentKey("product", "tea")
        let write = { (key: DocumentKey, path: String) in
            Change(document: key, path: path, slot: .whole, replaces: [], payload: .value(.null))
        }
        for change in [write(DocumentKey(name, "1"), "p"), write(DocumentKey("c", name), "p"), write(tea, name)] {
            var forge = DeltaForge(space: .shop, replica: ReplicaID(node: NodeID(high: 1, low: 1), incarnation: 1))
            forge.changes = [change]
            #expect(throws: DecodingFailure.self) { try forge.delta(shop: SimulatedShop(secret: 7).id, by: crypto) }
        }
    }

    @Test func `what stands in the wrong space is refused by its form`() throws {
        let replica = ReplicaID(node: NodeID(high: 1, low: 1), incarnation: 1)
        let position = Position(replica: replica, seq: 1, hash: DeltaHash(high: 1, low: 1))
        var staff = DeltaForge(space: .staff, replica: replica)
        staff.staffContext = [position]
        var customer = DeltaForge(space: SimulatedShop.space(of: 1), replica: replica)
        customer.record = CommitRecord(parts: [], seen: [])
        var shop = DeltaForge(space: .shop, replica: replica)
        shop.record = CommitRecord(parts: [.init(space: .shop, seq: 1, hash: position.hash)], seen: [])
        for forge in [staff, customer, shop] {
            #expect(throws: DecodingFailure.self) { try forge.delta(shop: SimulatedShop(secret: 7).id, by: crypto) }
        }
    }
}

extension Payload {
    fileprivate var asValue: Value? { if case .value(let value) = self { value } else { nil } }
}
