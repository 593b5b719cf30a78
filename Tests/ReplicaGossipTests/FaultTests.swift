import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct FaultTests {
    @Test func `a node whose disk was rolled back is told by the first peer that knows more`() throws {
        let scene = try Scene(admins: 2)
        let (left, right) = (scene.admins[0], scene.admins[1])
        try scene.write(right)
        scene.network.run(for: 3_000_000)
        // The same replica with an older disk: all that it had before its own first write.
        let old = TestNode(seed: 2, shop: TestShop.id, bootNonce: 777)
        let log = try left.archive.log(after: 0, limit: .max).map(\.delta).filter { $0.replica != right.store.replica }
        _ = try old.store.receive(log.map { Incoming($0, isLive: false) }, at: Moment(microseconds: 1))
        old.archive.write(old.store.takeWrites())
        let restored = TestNode(restarting: old, bootNonce: 778, at: scene.network.time)
        scene.network.replace(right, by: restored)
        var isRolledBack = false
        scene.network.observe = { node, effects in
            if node === restored { isRolledBack = isRolledBack || effects.isRolledBack }
        }
        scene.network.connect(restored, left)
        scene.network.run(for: 1_000_000)
        #expect(isRolledBack && restored.alarms.count == 1)
        #expect(left.gossip.isHeadConfirmed && left.alarms.isEmpty)
        #expect(scene.network.agrees)
    }

    @Test func `where datagrams do not pass, pushes go over the session before long`() throws {
        let scene = try Scene(admins: 2)
        scene.network.run(for: 2_000_000)
        scene.network.loss = 1_000
        for _ in 0..<20 {
            try scene.write(scene.admins[0])
            scene.network.run(for: 200_000)
        }
        #expect(scene.network.agrees)
        scene.network.keepsSent = true
        try scene.write(scene.admins[0])
        scene.network.run(for: 1_000)
        #expect(scene.network.agrees)
        #expect(scene.network.sent.contains { $0.bytes.first == 2 && !$0.isDatagram })
        scene.network.loss = 0
        scene.network.run(for: 10_000_000)
        scene.network.sent = []
        try scene.write(scene.admins[0])
        scene.network.run(for: 1_000)
        #expect(scene.network.sent.contains { $0.bytes.first == 2 && $0.isDatagram })
    }

    @Test
    func `two copies of one replica: both branches are kept apart, the fork is known everywhere, and peace returns`()
        throws
    {
        let scene = try Scene(admins: 3)
        let network = scene.network
        let copied = scene.admins[2]
        let log = try copied.archive.log(after: 0, limit: .max).map(\.delta)
        let copy = TestNode(seed: 3, shop: TestShop.id, bootNonce: 777)
        _ = try copy.store.receive(log.map { Incoming($0, isLive: false) }, at: Moment(microseconds: 1))
        copy.archive.write(copy.store.takeWrites())
        network.cut(scene.admins[0], scene.admins[1])
        network.cut(scene.admins[0], copied)
        try scene.write(copied, product: "one")
        network.run(for: 1_000_000)
        // The copy meets the first admin only, while the original meets the second only.
        let branch = try copy.commit(at: network.time) { transaction throws(TransactionFailure) in
            try transaction.add(TestShop.product("two"), "stock", 1)
        }
        _ = try scene.admins[0].store.receive(
            branch.map { Incoming($0, isLive: true) }, at: Moment(microseconds: TestNode.instant(network.time).wall))
        scene.admins[0].archive.write(scene.admins[0].store.takeWrites())
        scene.network.replace(
            scene.admins[0], by: TestNode(restarting: scene.admins[0], bootNonce: 888, at: network.time))
        network.heal()
        let first = network.nodes[2]
        network.connect(first, scene.admins[1])
        network.run(for: 20_000_000)
        #expect(!first.store.forks.isEmpty && !scene.admins[1].store.forks.isEmpty)
        #expect(network.nodes.allSatisfy { node in node.alarms.contains { $0.hasPrefix("two different deltas") } })
        let before = network.bytes
        network.run(for: 60_000_000)
        #expect(network.bytes - before < 20_000, "\(network.bytes - before)")
    }

    @Test func `a stream whose receiver takes nothing is given up`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        let empty = Positions.Part(frontier: Frontier(), state: StateHash())
        let customers = script.positions(link)?.customers
        script.say(
            .positions(
                .init(
                    answers: 0, asksBack: false,
                    positions: Positions(staff: empty, own: empty, customers: customers, waitingSum: 0), waiting: [])),
            link)
        #expect(script.said(link).contains { if case .deltas = $0 { true } else { false } })
        var isClosed = false
        for _ in 0..<40 {
            for effects in script.pass(1_000_000) where effects.closes.contains(where: { $0.link == link }) {
                isClosed = true
            }
            if !isClosed { script.say(.probe(1), link) }
        }
        #expect(isClosed)
    }

    @Test func `who delivers what its author did not sign is named`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        let author = TestNode(seed: 2, shop: TestShop.id)
        let log = try script.node.archive.log(after: 0, limit: .max).map(\.delta)
        _ = try author.store.receive(log.map { Incoming($0, isLive: false) }, at: Moment(microseconds: 1))
        author.archive.write(author.store.takeWrites())
        var bytes = try author.commit(at: 5) { transaction throws(TransactionFailure) in
            try transaction.add(TestShop.product("p"), "stock", 1)
        }[0].bytes
        bytes[bytes.count - 1] ^= 1
        script.say(.deltas(DeltaBatch(.live, bodies: [bytes])), link)
        #expect(script.node.alarms.count == 1 && script.node.alarms[0].hasPrefix("\(other.node) delivered"))
        #expect(script.node.gossip.counters.refusedDeltas == 1)
        #expect(script.node.store.frontier(.shop).seq(of: author.store.replica) == 0)
    }

    @Test func `lies about what is on disk take no room`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        for number in 0..<2_000 as Range<UInt64> {
            let replica = ReplicaID(node: other.node, incarnation: number)
            let frontier = Frontier([Position(replica: replica, seq: .max, hash: DeltaHash(high: 1, low: 1))])
            script.say(
                .acknowledge(
                    Acknowledgement(
                        about: nil,
                        items: [
                            .init(space: TestShop.space(number + 10), replaces: false, frontier: frontier),
                            .init(space: .shop, replaces: false, frontier: frontier),
                        ])), link)
        }
        #expect(script.closed(link) == nil)
        #expect(script.node.gossip.brokenInvariants().isEmpty)
        let kept = script.node.store.acknowledged[other.node] ?? [:]
        #expect(kept.values.allSatisfy { $0.positions.isEmpty } && kept.count <= 1)
    }
}
