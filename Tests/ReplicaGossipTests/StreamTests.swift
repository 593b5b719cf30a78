import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct StreamTests {
    private func fill(_ scene: Scene, deltas: Int) throws {
        for index in 0..<deltas {
            _ = try scene.admins[0].commit(at: scene.network.time) { transaction throws(TransactionFailure) in
                try transaction.add(TestShop.product("p\(index % 100)"), "stock", 1)
            }
        }
        // The driver tells the protocol of own commits after they are on disk, here in one go.
        let log = try scene.admins[0].archive.log(after: 0, limit: .max).suffix(deltas).map(\.delta)
        scene.network.give(.committed(log), to: scene.admins[0])
        scene.network.give(.durable, to: scene.admins[0])
    }

    @Test func `an interrupted stream of 5,000 deltas goes on where it stopped`() throws {
        let scene = try Scene(admins: 2)
        let (left, right) = (scene.admins[0], scene.admins[1])
        scene.network.cut(left, right)
        scene.network.run(for: 10_000)
        try fill(scene, deltas: 5_000)
        let total = try left.archive.log(after: 0, limit: .max).suffix(5_000).reduce(0) { $0 + $1.delta.bytes.count }
        scene.network.latency = 5_000
        scene.network.heal()
        let before = scene.network.bytes
        let replica = left.store.replica
        #expect(scene.network.run(atMost: 20_000_000) { right.store.frontier(.shop).seq(of: replica) > 2_000 })
        scene.network.cut(left, right)
        let reached = right.store.frontier(.shop).seq(of: replica)
        #expect(reached < 4_500)
        scene.network.heal()
        #expect(scene.network.run(atMost: 20_000_000) { scene.network.agrees })
        // What was under way at the cut is sent again, at most a window of it; nothing else.
        let spent = scene.network.bytes - before
        #expect(spent < total + 2 * GossipConfiguration().windowBytes, "\(spent) of \(total)")
        #expect(left.gossip.counters.streamedDeltas < 5_000 + 5_000)
    }

    @Test func `a stream is taken in in batches, in order, and nothing waits`() throws {
        let scene = try Scene(admins: 2)
        scene.network.cut(scene.admins[0], scene.admins[1])
        scene.network.run(for: 10_000)
        try fill(scene, deltas: 1_000)
        scene.network.heal()
        scene.network.keepsSent = true
        var mostWaiting = 0
        let arrives = scene.network.run(atMost: 20_000_000) {
            mostWaiting = max(mostWaiting, scene.admins[1].store.waitingCount)
            return scene.network.agrees
        }
        #expect(arrives && mostWaiting == 0)
        let frames = scene.network.sent.filter { $0.bytes.first == 2 }
        #expect(frames.count < 6)
        #expect(frames.allSatisfy { $0.bytes.count <= GossipConfiguration().frameBytes + 2_000 })
    }

    @Test func `no more than a window is under way`() throws {
        var configuration = GossipConfiguration()
        configuration.windowBytes = 40_000
        configuration.frameBytes = 10_000
        let scene = try Scene(admins: 2, configuration: configuration)
        scene.network.cut(scene.admins[0], scene.admins[1])
        scene.network.run(for: 10_000)
        try fill(scene, deltas: 1_000)
        scene.network.heal()
        scene.network.latency = 20_000
        scene.network.keepsSent = true
        var most = 0
        let arrives = scene.network.run(atMost: 60_000_000) {
            let answered = scene.network.sent.count { $0.bytes.first == 3 }
            let frames = scene.network.sent.filter { $0.bytes.first == 2 }
            most = max(most, frames.dropFirst(answered).reduce(0) { $0 + $1.bytes.count })
            return scene.network.agrees
        }
        #expect(arrives)
        #expect(most > 30_000 && most <= 52_000, "\(most)")
    }

    @Test func `a few missing deltas are found without reading the whole log`() throws {
        let scene = try Scene(admins: 2)
        try fill(scene, deltas: 2_000)
        #expect(scene.network.run(atMost: 20_000_000) { scene.network.agrees })
        scene.network.cut(scene.admins[0], scene.admins[1])
        try scene.write(scene.admins[0])
        let reads = scene.admins[0].archive.reads
        scene.network.heal()
        #expect(scene.network.run(atMost: 20_000_000) { scene.network.agrees })
        #expect(scene.admins[0].archive.reads - reads < 30)
    }

    @Test func `a peer that streams do not change is streamed to more and more rarely`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        let nothing = Positions(
            staff: .init(frontier: Frontier(), state: StateHash()),
            own: .init(frontier: Frontier(), state: StateHash()),
            customers: script.positions(link)?.customers, waitingSum: 0)
        var streams = 0
        for second in 0..<100 {
            script.time += 1_000_000
            script.say(.positions(.init(answers: 0, asksBack: false, positions: nothing, waiting: [])), link)
            for message in script.said(link) {
                guard case .deltas(let batch) = message else { continue }
                streams += 1
                script.say(.taken(batch.number), link)
            }
            _ = second
        }
        #expect((4...12).contains(streams), "\(streams)")
    }
}
