import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct BeaconTests {
    private static let from = PeerAddress(host: [10, 0, 0, 77], port: 7700)

    private func key(_ script: Script, _ space: Space, _ id: String, _ byte: UInt8) throws {
        try script.commit { transaction throws(TransactionFailure) in
            try transaction.set(
                DocumentAddress(space, DocumentKey("discovery", id)), "key",
                to: .bytes([UInt8](repeating: byte, count: 32)))
        }
    }

    private func beacons(_ script: Script) -> [[UInt8]] {
        var found = script.effects.beacons
        for effects in script.pass(31_000_000) { found += effects.beacons }
        return found
    }

    @Test func `a node without a discovery key sends none and ignores all`() throws {
        let (script, _, _) = try Script.admin()
        #expect(beacons(script).isEmpty)
        script.happen(.beacon([UInt8](repeating: 0, count: 48), from: Self.from))
        #expect(script.effects.dials.isEmpty)
    }

    @Test func `a beacon is 48 bytes, new each time, every half minute`() throws {
        let (script, _, _) = try Script.admin()
        try key(script, .shop, "admins", 1)
        let sent = beacons(script)
        #expect(sent.count == 2 && sent[0].count == 48 && sent[0] != sent[1])
        script.happen(.networkChanged)
        #expect(script.effects.beacons.count == 1)
    }

    @Test func `a beacon leads to one dial of its sender`() throws {
        let (script, _, _) = try Script.admin()
        try key(script, .shop, "admins", 1)
        let other = Script(TestShop.founder(seed: 5))
        try key(other, .shop, "admins", 1)
        let beacon = try #require(beacons(other).last)
        script.time = other.time
        script.happen(.beacon(beacon, from: Self.from))
        #expect(script.effects.dials == [.init(address: Self.from, node: nil)])
        script.happen(.beacon(beacon, from: PeerAddress(host: [10, 0, 0, 78], port: 7700)))
        #expect(script.effects.dials.isEmpty)
    }

    @Test func `a beacon of another key, another hour or another length is ignored`() throws {
        let (script, _, _) = try Script.admin()
        try key(script, .shop, "admins", 1)
        let other = Script(TestShop.founder(seed: 5))
        try key(other, .shop, "admins", 2)
        let foreign = try #require(beacons(other).last)
        script.time = other.time
        script.happen(.beacon(foreign, from: Self.from))
        #expect(script.effects.dials.isEmpty && script.node.gossip.counters.beaconsForeign == 1)
        script.happen(.beacon(foreign + [0], from: Self.from))
        #expect(script.node.gossip.counters.beaconsChecked == 1)

        let third = Script(TestShop.founder(seed: 6))
        try key(third, .shop, "admins", 1)
        let early = try #require(beacons(third).first)
        script.time += 3 * 3_600_000_000
        script.happen(.beacon(early, from: Self.from))
        #expect(script.effects.dials.isEmpty)
    }

    @Test func `an admin finds a customer's device, and the device's beacon tells others nothing`() throws {
        let (script, _, _) = try Script.admin()
        try key(script, TestShop.space(1), "devices", 5)
        let device = TestNode(seed: 50, shop: TestShop.id, holding: TestShop.holding(1))
        let log = try script.node.archive.log(after: 0, limit: .max).map(\.delta)
        _ = try device.store.receive(
            log.filter { device.store.holding.includes($0.space) }.map { Incoming($0, isLive: false) },
            at: Moment(microseconds: 1))
        device.archive.write(device.store.takeWrites())
        let laptop = Script(device)
        laptop.happen(.networkChanged)
        let beacon = try #require(laptop.effects.beacons.first)
        script.time = laptop.time
        script.happen(.beacon(beacon, from: Self.from))
        #expect(script.effects.dials == [.init(address: Self.from, node: nil)])
        let bystander = Script(TestShop.founder(seed: 7))
        try key(bystander, .shop, "admins", 1)
        bystander.happen(.beacon(beacon, from: Self.from))
        #expect(bystander.effects.dials.isEmpty)
    }

    @Test func `a flood of beacons costs a bounded number of hashes`() throws {
        var configuration = GossipConfiguration()
        configuration.beaconChecksPerSecond = 100
        let script = Script(TestShop.founder(configuration: configuration))
        try key(script, .shop, "admins", 1)
        let other = Script(TestShop.founder(seed: 5))
        try key(other, .shop, "admins", 1)
        let good = try #require(beacons(other).last)
        script.time = other.time
        for index in 0..<100 {
            script.happen(.beacon(bigEndianBytes(UInt64(index)) + [UInt8](repeating: 0, count: 40), from: Self.from))
        }
        script.happen(.beacon(good, from: Self.from))
        #expect(script.effects.dials.isEmpty)
        script.time += 1_000_000
        script.happen(.beacon(good, from: Self.from))
        #expect(script.effects.dials.count == 1)
        #expect(script.node.gossip.brokenInvariants().isEmpty)
    }
}
