import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct ConvergenceTests {
    @Test func `two admins hold the same after joining, and a push needs one datagram`() throws {
        let scene = try Scene(admins: 2)
        #expect(scene.network.agrees)
        scene.network.keepsSent = true
        try scene.write(scene.admins[0])
        scene.network.run(for: 400)
        #expect(scene.network.agrees)
        let deltas = scene.network.sent.filter { $0.bytes.first == 2 }
        #expect(deltas.count == 1 && deltas[0].isDatagram)
    }

    @Test func `in a full mesh nothing is sent twice`() throws {
        let scene = try Scene(admins: 5)
        #expect(scene.network.agrees)
        scene.network.run(for: 3_000_000)
        scene.network.keepsSent = true
        try scene.write(scene.admins[2])
        scene.network.run(for: 2_000)
        #expect(scene.network.agrees)
        #expect(scene.network.sent.filter { $0.bytes.first == 2 }.count == 4)
    }

    @Test func `along a chain a change goes on at once`() throws {
        let scene = try Scene(admins: 4, wiring: .chain)
        scene.network.cut(scene.admins[0], scene.admins[2])
        scene.network.cut(scene.admins[0], scene.admins[3])
        scene.network.cut(scene.admins[1], scene.admins[3])
        scene.network.run(for: 5_000_000)
        #expect(scene.network.agrees)
        scene.network.keepsSent = true
        try scene.write(scene.admins[0])
        scene.network.run(for: 1_000)
        #expect(scene.network.agrees)
        #expect(scene.network.sent.filter { $0.bytes.first == 2 }.count == 3)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `all converge through loss, doubling, overtaking and cuts`(seed: UInt64) throws {
        let scene = try Scene(admins: 5, seed: seed)
        let network = scene.network
        let device = try scene.device(50, of: 1, at: scene.admins[0])
        network.connect(device, scene.admins[3])
        (network.loss, network.doubled, network.jitter) = (200, 100, 20_000)
        var random = seed
        for round in 0..<40 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let node = scene.admins[Int(random >> 33) % 5]
            try scene.write(node, product: "p\(round % 7)", name: round % 3 == 0 ? "n\(round)" : nil)
            if round % 4 == 0 { try scene.write(node, bill: "b\(round % 5)", of: 1, note: "by admin \(round)") }
            if round % 5 == 0 { try scene.write(device, bill: "b\(round % 5)", of: 1, note: "by device \(round)") }
            if round == 20 { network.cut(scene.admins[0], scene.admins[1]) }
            if round == 25 { for other in scene.admins[1...] { network.cut(scene.admins[0], other) } }
            if round == 32 { network.heal() }
            network.run(for: (random >> 40) % 50_000)
        }
        network.heal()
        #expect(network.run(atMost: 30_000_000) { network.agrees })
        #expect(network.brokenStores.isEmpty)
        #expect(network.nodes.allSatisfy { $0.alarms.isEmpty }, "\(network.nodes.flatMap(\.alarms))")
        #expect(network.nodes.allSatisfy { $0.store.waitingCount == 0 })
    }
}
