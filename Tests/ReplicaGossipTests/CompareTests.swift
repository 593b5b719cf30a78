import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct CompareTests {
    @Test func `comparing equal nodes costs at most 64 bytes each way, however many documents`() throws {
        let scene = try Scene(admins: 2)
        for batch in 0..<20 {
            try scene.network.commit(scene.admins[0]) { transaction throws(TransactionFailure) in
                for index in 0..<100 {
                    try transaction.set(TestShop.product("p\(batch)-\(index)"), "name", to: .text("n"))
                }
            }
        }
        scene.network.run(for: 5_000_000)
        #expect(scene.network.agrees)
        scene.network.keepsSent = true
        scene.network.run(for: 5_000_000)
        #expect(
            scene.network.sent.contains { $0.bytes.first == 4 } && scene.network.sent.contains { $0.bytes.first == 5 })
        #expect(scene.network.sent.allSatisfy { $0.isDatagram && $0.bytes.count <= 64 && $0.bytes.first != 6 })
    }

    @Test func `positions of twelve writers fit one datagram`() throws {
        let replicas = (1...12).map { ReplicaID(node: NodeID(high: $0, low: $0), incarnation: $0) }
        let frontier = Frontier(
            replicas.map { Position(replica: $0, seq: 100_000, hash: DeltaHash(high: 1, low: 2)) })
        let part = Positions.Part(frontier: frontier, state: StateHash(sum: .max))
        let report = PositionsReport(
            answers: 100_000, asksBack: true,
            positions: Positions(staff: part, own: part, customers: .init(devices: .max, states: .max), waitingSum: 0),
            waiting: [])
        #expect(Message.positions(report).encoded.count <= GossipConfiguration().datagramBytes)
    }

    @Test func `equal digests are agreed on, and a difference is answered with positions`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        guard case .compare(_, let digest, _)? = script.said(link).last else {
            return #expect(Bool(false), "no comparison after hello")
        }
        script.say(.compare(sequence: 5, digest: digest, isDurable: true), link)
        #expect(script.said(link) == [.agreed(sequence: 5, isDurable: true)])
        script.time += 1_000_000
        script.say(.compare(sequence: 6, digest: digest ^ 1, isDurable: true), link, datagram: true)
        guard case .positions(let report)? = script.said(link).first else {
            return #expect(Bool(false), "no positions")
        }
        #expect(report.answers == 6 && report.asksBack)
        #expect(report.positions.staff.frontier == script.node.store.frontier(.staff))
        #expect(report.positions.own.frontier == script.node.store.frontier(.shop))
        #expect(script.effects.frames.isEmpty)
    }

    @Test func `equal positions and unequal states raise one alarm`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        script.say(.compare(sequence: 5, digest: 1, isDurable: true), link)
        guard case .positions(var report)? = script.said(link).first else {
            return #expect(Bool(false), "no positions")
        }
        report.positions.own.state = StateHash(sum: 1)
        for _ in 0..<3 { script.say(.positions(report), link) }
        #expect(script.node.alarms == ["equal positions and unequal states of shop here and at \(other.node)"])
        report.positions.own.frontier = Frontier()
        script.say(.positions(report), link)
        #expect(script.node.alarms.count == 1)
    }

    @Test func `a device's writes are found among those of many customers`() throws {
        var configuration = GossipConfiguration()
        configuration.neighbours = 64
        let scene = try Scene(admins: 2, configuration: configuration)
        var devices: [TestNode] = []
        for customer in 1...24 as ClosedRange<UInt64> {
            let device = try scene.device(100 + customer, of: customer, at: scene.admins[0])
            devices.append(device)
            try scene.write(device, bill: "first", of: customer, note: "x")
        }
        scene.network.run(for: 5_000_000)
        #expect(scene.network.agrees)
        scene.network.cut(scene.admins[0], scene.admins[1])
        for device in devices { scene.network.cut(device, scene.admins[1]) }
        for (index, device) in devices.enumerated() where index % 3 == 0 {
            try scene.write(device, bill: "second", of: UInt64(index + 1), note: "y")
        }
        scene.network.run(for: 1_000_000)
        scene.network.heal(scene.admins[0], scene.admins[1])
        scene.network.keepsSent = true
        #expect(scene.network.run(atMost: 10_000_000) { scene.network.agrees })
        let streamed = scene.network.sent.compactMap { sent -> Int? in
            guard case .deltas(let batch)? = try? Message(bytes: sent.bytes), batch.kind == .caughtUp else {
                return nil
            }
            return batch.bodies.count
        }
        #expect(streamed.reduce(0, +) == 8)
    }

    @Test func `both sides of a partition learn of the other's devices at once`() throws {
        let scene = try Scene(admins: 2)
        let one = try scene.device(60, of: 1, at: scene.admins[0])
        let two = try scene.device(61, of: 2, at: scene.admins[1])
        scene.network.run(for: 3_000_000)
        scene.network.cut(scene.admins[0], scene.admins[1])
        for index in 0..<20 {
            try scene.write(one, bill: "b\(index)", of: 1, note: "x")
            try scene.write(two, bill: "b\(index)", of: 2, note: "x")
            try scene.write(scene.admins[index % 2])
        }
        scene.network.heal()
        #expect(scene.network.run(atMost: 10_000_000) { scene.network.agrees })
        #expect(scene.network.nodes.allSatisfy { $0.store.waitingCount == 0 && $0.alarms.isEmpty })
    }

    @Test func `a log that can't be read ends the session, and is read again later`() throws {
        let scene = try Scene(admins: 2)
        scene.network.cut(scene.admins[0], scene.admins[1])
        try scene.write(scene.admins[0])
        scene.admins[0].archive.isBroken = true
        scene.network.heal()
        scene.network.run(for: 3_000_000)
        #expect(!scene.network.agrees)
        #expect(scene.admins[0].alarms == ["the log can't be read: the disk is broken"])
        scene.admins[0].archive.isBroken = false
        #expect(scene.network.run(atMost: 10_000_000) { scene.network.agrees })
    }

    @Test func `a laptop carries what it has to an admin that its author does not reach`() throws {
        let scene = try Scene(admins: 2)
        let device = try scene.device(50, of: 1, at: scene.admins[0])
        scene.network.run(for: 3_000_000)
        scene.network.cut(scene.admins[0], scene.admins[1])
        try scene.write(scene.admins[0], bill: "b", of: 1, note: "by the first admin")
        scene.network.run(for: 1_000_000)
        try scene.write(device, bill: "c", of: 1, note: "by the device")
        scene.network.run(for: 1_000_000)
        scene.network.cut(scene.admins[0], device)
        scene.network.connect(device, scene.admins[1])
        scene.network.run(for: 5_000_000)
        // The admin's part waits for its `shop` part, and what followed it with it; nothing is lost, nothing half is shown.
        #expect(scene.admins[1].store.waitingCount == 2)
        #expect(scene.admins[1].store.document(TestShop.bill("c", of: 1)) == nil)
        scene.network.heal()
        #expect(scene.network.run(atMost: 10_000_000) { scene.network.agrees })
        #expect(scene.admins[1].store.waitingCount == 0)
    }
}
