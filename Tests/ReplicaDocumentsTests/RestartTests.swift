import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

@Suite struct RestartTests {
    /// All of a store that lasts.
    private func expectEqual(_ store: DocumentStore, _ twin: DocumentStore, _ what: String) {
        #expect(StoreView(of: twin) == StoreView(of: store), "documents: \(what)")
        #expect(Set(twin.spaces.keys) == Set(store.spaces.keys), "spaces: \(what)")
        for (space, state) in store.spaces {
            #expect(twin.frontier(space) == state.frontier, "frontier: \(what)")
            #expect(twin.spaces[space]?.hash == state.hash, "state hash: \(what)")
            #expect(twin.spaces[space]?.chains == state.chains, "chains: \(what)")
        }
        #expect(twin.membership.admissions == store.membership.admissions, "members: \(what)")
        #expect(twin.rules == store.rules && twin.feedSeq == store.feedSeq, "rules, feed: \(what)")
        #expect(twin.waitingCount == store.waitingCount && twin.acknowledged == store.acknowledged, "waiting: \(what)")
        #expect(Set(twin.forks) == Set(store.forks), "forks: \(what)")
        #expect(twin.brokenInvariants() == [], "\(what)")
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `a store restored from its disk equals the store, at every point of a random history`(seed: UInt64) throws {
        var step = 0
        _ = try RandomHistory(seed: seed, steps: 40) { history in
            step += 1
            let node = history.rig.nodes[step % 4]
            let twin = try node.twinFromDisk(at: history.rig.now)
            expectEqual(node.store, twin, "seed \(seed), step \(step), node \(node.number)")
        }
    }

    @Test(arguments: 11...14 as ClosedRange<UInt64>)
    func `a node that restarts after every step goes on as one that does not`(seed: UInt64) throws {
        let history = try RandomHistory(seed: seed, steps: 50)
        let restarting = SimulatedNode(number: 2, incarnation: 77, holding: .everything, shop: history.rig.shop)
        let running = SimulatedNode(number: 2, incarnation: 77, holding: .everything, shop: history.rig.shop)
        var deltas = history.deltas
        var random = SimulatedRandom(seed: seed)
        random.shuffle(&deltas)
        for delta in deltas {
            try history.rig.give([delta], to: running)
            try history.rig.give([delta], to: restarting)
            try restarting.restart(at: history.rig.now)
        }
        expectEqual(running.store, restarting.store, "seed \(seed)")
        #expect(restarting.store.waitingCount == 0)
    }

    @Test func `a power cut takes back what was not synced, and nothing else`() throws {
        let rig = try Rig()
        let mine = try rig.write(rig.a) { try $0.add(rig.tea, "stock", 1) }
        let theirs = try rig.write(rig.b) { try $0.add(rig.tea, "stock", 10) }
        try rig.give(theirs, to: rig.a)
        try rig.a.restart(at: rig.now)
        #expect(rig.shown(rig.a, .shop, "product", "tea", "stock") == .integer(11))
        let more = try rig.write(rig.b) { try $0.add(rig.tea, "stock", 100) }
        try rig.give(more, to: rig.a)
        try rig.a.restart(powerCut: true, at: rig.now)
        #expect(rig.shown(rig.a, .shop, "product", "tea", "stock") == .integer(11))
        #expect(try rig.give(more, to: rig.a).counted == more)
        _ = mine
    }
}
