import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// "The verdict is a function": the same deltas in any order, doubled or in pieces, make the same node.
@Suite struct OrderTests {
    private func fresh(_ rig: Rig, _ holding: Holding = .everything) -> SimulatedNode {
        SimulatedNode(number: 2, incarnation: 99, holding: holding, shop: rig.shop)
    }

    private func expectEqual(_ left: DocumentStore, _ right: DocumentStore, _ what: String) {
        if StoreView(of: left) != StoreView(of: right) { Issue.record("documents differ: \(what)") }
        for space in left.spaces.keys.sorted() {
            if left.frontier(space) != right.frontier(space) || left.spaces[space]?.hash != right.spaces[space]?.hash {
                Issue.record("positions or hashes of \(space) differ: \(what)")
            }
        }
        let broken = left.brokenInvariants()
        if !broken.isEmpty { Issue.record("\(broken): \(what)") }
    }

    @Test func `every order of a few concurrent commits gives the same documents and verdicts`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.write(rig.a) { try $0.add(rig.tea, "stock", 9) }
        try rig.syncAll()
        let base = try rig.log(of: rig.a)
        let meet =
            try rig.write(rig.a) {
                try $0.move(rig.bill, "pay", to: "paid")
                try $0.add(rig.tea, "stock", -1)
            }
            + rig.write(rig.b) {
                try $0.count(rig.tea, "stock", counted: 4, scan: $0.scan(rig.tea, "stock"), record: "c")
            }
            + rig.write(rig.c) { try $0.move(rig.bill, "pay", to: "reported") }
            + rig.forge(rig.c, rig.one, [rig.change(rig.bill, "lines", .value(.null))])
        for holding in [Holding.everything, Rig.holding(1)] {
            var first: SimulatedNode?
            for order in permutations(of: meet.count) {
                let node = fresh(rig, holding)
                try rig.give(base.filter { holding.includes($0.space) }, to: node)
                for index in order where holding.includes(meet[index].space) { try rig.give([meet[index]], to: node) }
                #expect(node.store.waitingCount == 0)
                if let first { expectEqual(node.store, first.store, "\(order)") } else { first = node }
            }
        }
    }

    @Test(arguments: 21...28 as ClosedRange<UInt64>)
    func `a large history in random orders, doubled and in pieces, gives the same node`(seed: UInt64) throws {
        let history = try RandomHistory(seed: seed, steps: 70)
        let rig = history.rig
        var random = SimulatedRandom(seed: seed)
        for holding in [Holding.everything, Rig.holding(1)] {
            let mine = history.deltas.filter { holding.includes($0.space) }
            let straight = fresh(rig, holding)
            try rig.give(mine, to: straight)
            #expect(straight.store.waitingCount == 0)
            for round in 0..<4 {
                var deltas = mine + mine.filter { _ in random.chance(percent: 30) }
                random.shuffle(&deltas)
                let node = fresh(rig, holding)
                while !deltas.isEmpty {
                    let size = min(deltas.count, 1 + random.below(12))
                    try rig.give(Array(deltas.suffix(size)), to: node)
                    deltas.removeLast(size)
                }
                #expect(node.store.waitingCount == 0)
                expectEqual(node.store, straight.store, "seed \(seed), round \(round)")
                for delta in mine where node.disk.verdict(of: delta.hash) != straight.disk.verdict(of: delta.hash) {
                    Issue.record("verdicts differ, seed \(seed), round \(round)")
                }
            }
        }
    }

    @Test(arguments: 31...34 as ClosedRange<UInt64>)
    func `nodes that exchange all they have agree`(seed: UInt64) throws {
        let rig = try RandomHistory(seed: seed, steps: 60).rig
        for _ in 0..<4 { try rig.syncAll() }
        expectEqual(rig.a.store, rig.b.store, "seed \(seed)")
        for (device, space) in [(rig.c, rig.one), (rig.d, rig.two)] {
            for shared in [Space.staff, space] {
                #expect(device.store.frontier(shared) == rig.a.store.frontier(shared))
                #expect(device.store.spaces[shared]?.hash == rig.a.store.spaces[shared]?.hash)
                #expect(
                    StoreView(of: device.store, in: [shared]).lines == StoreView(of: rig.a.store, in: [shared]).lines)
            }
        }
    }
}
