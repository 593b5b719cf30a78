import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

/// "A wrong clock blocks nothing, is shown."
struct ClockTests {
    private static let hour: Int64 = 3_600_000_000

    /// A hello from a peer whose clock is `offset` microseconds ahead; what the node finds out about it.
    private func greet(
        _ script: Script, by peer: NodeID, link: UInt64, offset: Int64
    ) -> [GossipEffects.Clock] {
        script.happen(.closed(LinkID(link - 1)))
        script.happen(
            .opened(LinkID(link), node: peer, incoming: true, address: PeerAddress(host: [10, 0, 0, 9], port: 999)))
        var hello = Hello(incarnation: 1, bootNonce: link, holding: .everything, port: 0)
        hello.wallMinutes = UInt64(Int64(TestNode.instant(script.time).wall) + offset) / 60_000_000
        return script.say(.hello(hello), LinkID(link)).clocks
    }

    @Test(arguments: [6 * hour, 2 * 8_766 * hour, -72 * hour, hour / 6])
    func `a clock that differs is told of once, by its hello, and again when it is right`(offset: Int64) throws {
        let (script, other, _) = try Script.admin()
        let found = greet(script, by: other.node, link: 1, offset: offset)
        #expect(found.map(\.node) == [other.node])
        #expect(abs((found.first?.offset ?? 0) - offset) < 60_000_000)
        #expect(greet(script, by: other.node, link: 2, offset: offset) == [])
        #expect(greet(script, by: other.node, link: 3, offset: 0).map(\.offset) == [nil])
        #expect(greet(script, by: other.node, link: 4, offset: 4 * 60_000_000) == [])
    }

    @Test func `a hello that tells no time tells nothing of a clock`() throws {
        let (script, other, _) = try Script.admin()
        script.greeted(by: other.node)
        #expect(script.effects.clocks == [])
    }

    @Test(arguments: [6 * hour, -6 * hour])
    func `a clock that is set during a session is told of by the stamps of new changes`(offset: Int64) throws {
        let scene = try Scene(admins: 2)
        let (left, right) = (scene.admins[0], scene.admins[1])
        var clocks: [GossipEffects.Clock] = []
        scene.network.observe = { node, effects in if node === left { clocks += effects.clocks } }
        for late in [offset, offset, 0] {
            let wall = UInt64(Int64(TestNode.instant(scene.network.time).wall) + late)
            var transaction = right.store.transaction()
            try transaction.add(TestShop.product("p"), "stock", 1)
            let receipt = try right.store.commit(transaction, at: Moment(microseconds: wall))
            right.archive.write(right.store.takeWrites())
            scene.network.give(.committed(receipt?.deltas ?? []), to: right)
            scene.network.give(.durable, to: right)
            scene.network.run(for: 1_000_000)
        }
        #expect(clocks.map(\.node) == [right.id, right.id])
        #expect(clocks.map { ($0.offset ?? 0).signum() } == [offset.signum(), 0])
        #expect(left.alarms.isEmpty && right.alarms.isEmpty)
    }
}
