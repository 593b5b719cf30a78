import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct PushTests {
    private func bodies(_ messages: [Message]) -> [[UInt8]] {
        messages.flatMap { message -> [[UInt8]] in
            if case .deltas(let batch) = message { batch.bodies } else { [] }
        }
    }

    @Test func `an admin gets all parts of a commit, a device its own space's part only`() throws {
        let (script, other, device) = try Script.admin()
        let admin = script.greeted(by: other.node, link: 1)
        let laptop = script.greeted(by: device.node, link: 2, holding: TestShop.holding(1))
        let deltas = try script.commit { transaction throws(TransactionFailure) in
            try transaction.set(TestShop.bill("b", of: 1), "note", to: .text("x"))
            try transaction.add(TestShop.product("p"), "stock", -1)
        }
        #expect(deltas.map(\.space) == [TestShop.space(1), .shop])
        #expect(bodies(script.said(admin)) == deltas.map(\.bytes))
        #expect(bodies(script.said(laptop)) == [deltas[0].bytes])
        #expect(script.effects.frames.isEmpty && script.effects.datagrams.count == 2)
    }

    @Test func `what touches a device's space in no way is not sent to it`() throws {
        let (script, _, device) = try Script.admin()
        let laptop = script.greeted(by: device.node, link: 2, holding: TestShop.holding(1))
        try script.commit { transaction throws(TransactionFailure) in
            try transaction.set(TestShop.bill("b", of: 2), "note", to: .text("x"))
        }
        #expect(script.said(laptop).isEmpty)
    }

    @Test func `a commit too large for a datagram goes over the session`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        let deltas = try script.commit { transaction throws(TransactionFailure) in
            try transaction.set(TestShop.product("p"), "name", to: .text(String(repeating: "x", count: 2_000)))
        }
        #expect(script.effects.datagrams.isEmpty && script.effects.frames.map(\.link) == [link])
        #expect(bodies(script.said(link)) == deltas.map(\.bytes))
    }

    @Test func `what a peer is known to have is not pushed`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        let deltas = try script.node.commit(at: 9) { transaction throws(TransactionFailure) in
            try transaction.add(TestShop.product("p"), "stock", 1)
        }
        let items = deltas.map {
            Acknowledgement.Item(space: $0.space, replaces: true, frontier: Frontier([$0.position]))
        }
        script.say(.acknowledge(Acknowledgement(about: nil, items: items)), link)
        script.happen(.committed(deltas))
        #expect(bodies(script.said(link)).isEmpty)
    }

    @Test func `a lost push is found and repaired long before the next comparison in turn`() throws {
        let scene = try Scene(admins: 2)
        scene.network.run(for: 5_000_000)
        scene.network.loss = 1_000
        try scene.write(scene.admins[0])
        scene.network.run(for: 10_000)
        scene.network.loss = 0
        #expect(!scene.network.agrees)
        #expect(scene.network.run(atMost: 100_000) { scene.network.agrees })
    }

    @Test func `a gap is asked about at once`() throws {
        let scene = try Scene(admins: 2)
        scene.network.run(for: 5_000_000)
        scene.network.loss = 1_000
        try scene.write(scene.admins[0])
        scene.network.loss = 0
        try scene.write(scene.admins[0])
        #expect(scene.network.run(atMost: 2_000) { scene.network.agrees })
    }

    @Test func `a peer that confirms nothing is left to comparisons`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        var bytes = 0
        for index in 0..<60 {
            try script.commit { transaction throws(TransactionFailure) in
                try transaction.set(
                    TestShop.product("p\(index)"), "name", to: .text(String(repeating: "x", count: 40_000)))
            }
            bytes += bodies(script.said(link)).reduce(0) { $0 + $1.count }
        }
        #expect(bytes > 1 << 20 && bytes < 1 << 20 + 100_000)
    }

    @Test func `a device passes nothing on`() throws {
        let scene = try Scene(admins: 2, wiring: .mesh)
        let device = try scene.device(50, of: 1, at: scene.admins[0])
        scene.network.connect(device, scene.admins[1])
        scene.network.run(for: 3_000_000)
        scene.network.keepsSent = true
        try scene.write(scene.admins[0], bill: "b", of: 1, note: "x")
        scene.network.run(for: 2_000)
        #expect(scene.network.agrees)
        #expect(!scene.network.sent.contains { $0.from == device.id && $0.bytes.first == 2 })
        #expect(scene.network.sent.filter { $0.bytes.first == 2 }.count == 2)
    }
}
