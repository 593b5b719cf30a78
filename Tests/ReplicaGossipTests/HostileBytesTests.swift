import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

/// Bytes from outside never stop the node: random and mutated messages.
struct HostileBytesTests {
    /// Makes odd messages from good ones.
    private struct Mutations {
        var samples = MessageCodingTests.examples.map(\.0.encoded)
        private var random: UInt64 = 42

        mutating func next(_ below: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % below
        }

        mutating func message() -> [UInt8] {
            var bytes = samples[next(samples.count)]
            switch next(4) {
            case 0: bytes = (0..<next(80)).map { _ in UInt8(next(256)) }
            case 1: for _ in 0...next(4) where !bytes.isEmpty { bytes[next(bytes.count)] = UInt8(next(256)) }
            case 2: bytes = Array(bytes.prefix(next(bytes.count + 1)))
            default: bytes.insert(contentsOf: (0...next(3)).map { _ in UInt8(next(256)) }, at: next(bytes.count + 1))
            }
            return bytes
        }
    }

    @Test func `what decodes is what would be written, and nothing traps`() {
        var mutations = Mutations()
        var decoded = 0
        for _ in 0..<50_000 {
            let bytes = mutations.message()
            guard let message = try? Message(bytes: bytes) else { continue }
            decoded += 1
            if message.encoded != bytes { Issue.record("two spellings: \(bytes.hexadecimalText)") }
        }
        #expect(decoded > 1_000)
    }

    @Test func `no bytes stop a node, and no state grows`() throws {
        let (script, other, device) = try Script.admin()
        let delta = try script.commit { transaction throws(TransactionFailure) in
            try transaction.add(TestShop.product("p"), "stock", 1)
        }[0]
        var mutations = Mutations()
        mutations.samples.append(Message.deltas(DeltaBatch(.live, bodies: [delta.bytes])).encoded)
        mutations.samples.append(
            Message.deltas(DeltaBatch(.caughtUp, number: 1, isLast: false, bodies: [delta.bytes])).encoded)
        var link: UInt64 = 0
        for round in 0..<6_000 {
            if round % 3 == 0 {
                link += 1
                let isAdmin = round % 2 == 0
                script.greeted(
                    by: isAdmin ? other.node : device.node, link: link,
                    holding: isAdmin ? .everything : TestShop.holding(1))
            }
            script.time += 100
            let bytes = mutations.message()
            script.happen(mutations.next(2) == 0 ? .frame(LinkID(link), bytes) : .datagram(LinkID(link), bytes))
            if round % 100 == 0 { #expect(script.node.gossip.brokenInvariants().isEmpty) }
        }
        let counters = script.node.gossip.counters
        #expect(counters.malformedFrames > 500 && counters.malformedDatagrams > 500)
        #expect(script.node.store.brokenInvariants().isEmpty)
    }

    @Test func `a malformed frame ends its session with a reason, a malformed datagram is dropped`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        script.happen(.datagram(link, [0xFF]))
        #expect(script.closed(link) == nil)
        script.happen(.frame(link, [0xFF]))
        #expect(script.closed(link) == "a malformed message")
        #expect(script.said(link) == [.bye(.malformed)])
        #expect(script.node.gossip.counters.malformedDatagrams == 1)
        #expect(script.node.gossip.counters.malformedFrames == 1)
    }

    @Test func `a device that speaks as an admin is cut off`() throws {
        let (script, _, device) = try Script.admin()
        for message in [
            Message.ranges([UInt64](repeating: 0, count: 256)), .neighbours([]), .addresses([]),
            .acknowledge(
                Acknowledgement(about: nil, items: [.init(space: .shop, replaces: true, frontier: Frontier())])),
        ] {
            let link = script.greeted(by: device.node, link: script.time, holding: TestShop.holding(1))
            script.time += 1
            #expect(script.closed(link) == nil)
            script.say(message, link)
            #expect(script.closed(link) == "a malformed message")
        }
    }

    @Test func `a delta of a space that is not shared is not taken`() throws {
        let (script, _, device) = try Script.admin()
        let link = script.greeted(by: device.node, holding: TestShop.holding(1))
        let other = TestShop.founder(seed: 1)
        let shop = try other.commit(at: 5) { transaction throws(TransactionFailure) in
            try transaction.add(TestShop.product("p"), "stock", 1)
        }
        script.say(.deltas(DeltaBatch(.live, bodies: shop.map(\.bytes))), link)
        #expect(script.node.gossip.counters.strayDeltas == 1)
        #expect(script.effects.intake == Intake())
    }
}
