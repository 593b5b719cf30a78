import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct AcknowledgeTests {
    @Test func `what was taken in is acknowledged after the fsync, and not before`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        let author = TestNode(seed: 2, shop: TestShop.id)
        let log = try script.node.archive.log(after: 0, limit: .max).map(\.delta)
        _ = try author.store.receive(log.map { Incoming($0, isLive: false) }, at: Moment(microseconds: 1))
        author.archive.write(author.store.takeWrites())
        let deltas = try author.commit(at: 5) { transaction throws(TransactionFailure) in
            try transaction.add(TestShop.product("p"), "stock", 1)
        }
        script.say(.deltas(DeltaBatch(.live, bodies: deltas.map(\.bytes))), link, datagram: true)
        #expect(script.effects.intake.counted == deltas)
        #expect(!script.said(link).contains { if case .acknowledge = $0 { true } else { false } })
        #expect(!script.effects.wantsSync)
        let later = script.pass(15_000)
        #expect(later.contains { $0.wantsSync })
        script.happen(.durable)
        let told = script.said(link)
        #expect(
            told == [
                .acknowledge(
                    Acknowledgement(
                        about: nil,
                        items: [.init(space: .shop, replaces: true, frontier: script.node.store.frontier(.shop))]))
            ])
        #expect(!script.pass(5_000_000).contains { $0.wantsSync })
    }

    @Test func `who has a change is known to its author at once, to the others soon`() throws {
        let scene = try Scene(admins: 4)
        scene.network.run(for: 3_000_000)
        try scene.write(scene.admins[0])
        let address = TestShop.product("p")
        let all = scene.admins.map(\.id)
        #expect(
            scene.network.run(atMost: 50_000) {
                scene.admins[0].store.reached(address) == all.filter { $0 != scene.admins[0].id }.sorted()
            })
        #expect(
            scene.network.run(atMost: 5_000_000) {
                scene.admins.allSatisfy { node in node.store.reached(address) == all.filter { $0 != node.id }.sorted() }
            })
        #expect(scene.network.nodes.allSatisfy { node in node.gossip.peers.allSatisfy { $0.missingThere == 0 } })
    }

    @Test func `a change costs each receiver one acknowledgement at once`() throws {
        let scene = try Scene(admins: 5)
        scene.network.run(for: 3_000_000)
        scene.network.keepsSent = true
        try scene.write(scene.admins[0])
        scene.network.run(for: 100_000)
        #expect(scene.network.sent.filter { $0.bytes.first == 9 }.count == 4)
    }

    @Test func `after a reconnection everything is known to have arrived without listing it`() throws {
        let scene = try Scene(admins: 2)
        for customer in 1...30 as ClosedRange<UInt64> {
            try scene.write(scene.admins[0], bill: "b", of: customer, note: "x")
        }
        scene.network.run(for: 5_000_000)
        scene.network.keepsSent = true
        scene.network.cut(scene.admins[0], scene.admins[1])
        let fresh = TestNode(restarting: scene.admins[1], bootNonce: 555, at: scene.network.time)
        scene.network.replace(scene.admins[1], by: fresh)
        scene.network.heal()
        #expect(scene.network.run(atMost: 10_000_000) { scene.admins[0].store.pendingChanges(for: fresh.id) == 0 })
        #expect(!scene.network.sent.contains { $0.bytes.first == 9 })
        #expect(scene.admins[0].store.reached(TestShop.bill("b", of: 7)) == [fresh.id])
    }

    @Test func `reach is known of members that are connected to others only`() throws {
        let scene = try Scene(admins: 3, wiring: .chain)
        scene.network.cut(scene.admins[0], scene.admins[2])
        let device = try scene.device(50, of: 1, at: scene.admins[2])
        scene.network.cut(scene.admins[0], device)
        scene.network.cut(scene.admins[1], device)
        scene.network.run(for: 5_000_000)
        try scene.write(scene.admins[0], bill: "b", of: 1, note: "x")
        let address = TestShop.bill("b", of: 1)
        let others = [scene.admins[1].id, scene.admins[2].id, device.id].sorted()
        #expect(scene.network.run(atMost: 5_000_000) { scene.admins[0].store.reached(address) == others })
    }

    @Test func `a device can't tell of other members`() throws {
        let (script, other, device) = try Script.admin()
        let link = script.greeted(by: device.node, holding: TestShop.holding(1))
        script.say(.acknowledge(Acknowledgement(about: other.node, items: [])), link)
        #expect(script.closed(link) == "a malformed message")
    }
}
