import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// "It waits until the predecessor it names by hash, its context, and (on an admin's node) the other parts of its commit are there."
@Suite struct WaitingTests {
    @Test func `for its predecessor`() throws {
        let rig = try Rig()
        let first = try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("1")) }
        let second = try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("2")) }
        let third = try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("3")) }
        #expect(try rig.give(third, to: rig.a).parked == third.map(\.hash))
        #expect(try rig.give(second, to: rig.a).parked == second.map(\.hash))
        #expect(rig.a.disk.verdict(of: third[0].hash) == .waiting)
        #expect(rig.shown(rig.a, .shop, "product", "tea", "name") == nil)
        #expect(try rig.give(first, to: rig.a).counted == first + second + third)
        #expect(rig.a.disk.verdict(of: third[0].hash) == .applied)
    }

    @Test func `for its context in its space, and in staff`() throws {
        let rig = try Rig()
        let seen = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("A")) }
        try rig.give(seen, to: rig.b)
        let rules = try rig.write(rig.a) {
            try $0.set(rig.address(.staff, "rules", "rules"), "rules", to: SimulatedShop.rules(number: 2).value)
        }
        try rig.give(rules, to: rig.b)
        let after = try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("B")) }
        let e = SimulatedNode(number: 2, incarnation: 7, holding: .everything, shop: rig.shop)
        try rig.give(try rig.log(of: rig.a).filter { !(seen + rules).contains($0) }, to: e)
        #expect(try rig.give(after, to: e).parked == after.map(\.hash))
        #expect(try rig.give(seen, to: e).counted == seen)
        #expect(e.store.waitingCount == 1, "still for staff")
        #expect(try rig.give(rules, to: e).counted.count == 3)
    }

    @Test func `an admin's part for the shop part that names it, and a shop part for the parts it names`() throws {
        let rig = try Rig()
        for order in [[0, 1], [1, 0]] {
            let commit = try rig.write(rig.b) {
                try $0.set(rig.address(rig.one, "bill", "\(order)"), "number", to: .text("n"))
                try $0.add(rig.tea, "stock", -1)
            }
            #expect(commit.map(\.space) == [rig.one, .shop])
            let before = rig.shown(rig.a, .shop, "product", "tea", "stock")
            #expect(try rig.give([commit[order[0]]], to: rig.a).counted.isEmpty)
            #expect(rig.shown(rig.a, rig.one, "bill", "\(order)", "number") == nil)
            #expect(rig.shown(rig.a, .shop, "product", "tea", "stock") == before)
            #expect(try rig.give([commit[order[1]]], to: rig.a).counted == commit)
            #expect(rig.shown(rig.a, rig.one, "bill", "\(order)", "number") == .text("n"))
        }
    }

    @Test func `a commit over staff, shop and two customers is atomic in every order of its parts`() throws {
        let rig = try Rig()
        let commit = try rig.write(rig.b) {
            try $0.set(rig.address(rig.two, "bill", "x"), "number", to: .text("n"))
            try $0.set(rig.address(rig.one, "bill", "x"), "number", to: .text("n"))
            try $0.add(rig.tea, "stock", -1)
        }
        let staff = try rig.write(rig.b) {
            let e = SimulatedNode(number: 9, holding: .everything, shop: rig.shop)
            try $0.admit(rig.record(of: e, .admin, "E"), as: e.node, named: "E", in: .staff)
        }
        let all = commit + staff
        for order in permutations(of: all.count) {
            let e = SimulatedNode(number: 2, incarnation: 7, holding: .everything, shop: rig.shop)
            try rig.sync(rig.a, e)
            var rows: [FeedRow] = []
            for index in order {
                _ = try e.store.receive([Incoming(all[index], isLive: true)], at: e.moment(rig.now))
                rows += e.store.pendingFeed
                e.persist(synced: false)
            }
            #expect(rows.map(\.positions) == [commit.map(\.position), staff.map(\.position)], "\(order)")
            #expect(e.store.waitingCount == 0)
            #expect(e.store.brokenInvariants() == [])
        }
    }

    @Test func `a customer's node takes its part alone, without the shop part`() throws {
        let rig = try Rig()
        let commit = try rig.issue(rig.a)
        #expect(try rig.give([commit[0]], to: rig.c).counted == [commit[0]])
        #expect(rig.shown(rig.c, rig.one, "bill", "1", "number") == .text("2026-1"))
        #expect(try rig.give(commit, to: rig.d) == Intake(), "what a node does not hold is not taken in")
        #expect(rig.d.disk.verdict(of: commit[0].hash) == nil)
    }

    @Test func `a shop part for what its author had of customers' devices`() throws {
        let rig = try Rig()
        let issued = try rig.issue(rig.a)
        try rig.syncAll()
        let note = try rig.write(rig.c) { try $0.set(rig.bill, "note", to: .text("hm")) }
        try rig.give(note, to: rig.a)
        let after = try rig.write(rig.a) { try $0.add(rig.tea, "stock", 1) }
        #expect(after[0].record?.seen == [.init(space: rig.one, position: note[0].position)])
        #expect(try rig.give(after, to: rig.b).parked == after.map(\.hash))
        #expect(try rig.give(note, to: rig.b).counted == note + after)
        let next = try rig.write(rig.a) { try $0.add(rig.tea, "stock", 1) }
        #expect(next[0].record?.seen == [], "named once")
        _ = issued
    }

    @Test func `for a program that can judge by the rules it cites, while the rules themselves are taken in`() throws {
        let rig = try Rig()
        let old = try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("old")) }
        let future = Rules(number: 2, format: Rules.knownFormat + 1, collections: [])
        let rules = try rig.forge(
            rig.a, .staff, [rig.change(rig.address(.staff, "rules", "rules"), "rules", .value(future.value))])
        try rig.give(rules, to: rig.b)
        for node in [rig.a, rig.b] {
            #expect(node.store.rules == nil)
            #expect(throws: TransactionFailure.needsNewerProgram) {
                try rig.write(node) { try $0.set(rig.tea, "name", to: .text("x")) }
            }
        }
        var forge = rig.b.forge(in: .shop, at: rig.now, changes: [rig.change(rig.tea, "name", .value(.text("new")))])
        forge.stamp = Stamp(microseconds: rig.now)
        let citing = try forge.delta(shop: rig.shop.id, by: rig.b.crypto)
        try rig.give([citing], to: rig.a)
        #expect(rig.a.store.needsNewerProgram || rig.a.store.waitingCount > 0)
        #expect(try rig.give(old, to: rig.a).counted.contains(old[0]), "what cites the old rules is not held up")
        #expect(rig.a.disk.verdict(of: citing.hash) == .waiting)
    }

    @Test func `rules of a known format that can't be read are void, and stop nobody`() throws {
        let rig = try Rig()
        let odd: [Value] = [
            .map(of: [("number", .integer(2)), ("format", .integer(1))]),
            .map(of: [("number", .integer(2))]),
            .map(of: [("number", .integer(2)), ("format", .integer(1)), ("collections", .list([.null]))]),
        ]
        for value in odd {
            try rig.expectVoid(
                rig.a, .staff, [rig.change(rig.address(.staff, "rules", "rules"), "rules", .value(value))],
                .record("the rules can't be read"))
        }
        try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("on")) }
    }

    @Test func `within a bound per member; who is over its share loses its own`() throws {
        let rig = try Rig()
        var limits = StoreLimits()
        limits.waitingBytesPerAuthor = 1000
        limits.waitingBytesOfUnknown = 500
        let e = SimulatedNode(number: 2, incarnation: 7, holding: .everything, shop: rig.shop, limits: limits)
        try rig.sync(rig.a, e)
        let lost = try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("first")) }
        for _ in 0..<50 {
            try rig.give(try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("later")) }, to: e)
        }
        let held = e.store.waitingCount
        #expect(held > 0 && held < 50)
        #expect(e.store.waitingBytes(of: rig.b.node) <= 1000)
        let byA = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("A")) }
        let byA2 = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("A2")) }
        #expect(try rig.give(byA2, to: e).parked.count == 1, "another member's share is its own")
        for number in 100..<120 {
            var stranger = DeltaForge(
                space: .shop, replica: ReplicaID(node: rig.shop.node(UInt64(number)), incarnation: 1))
            stranger.seq = 9
            stranger.record = CommitRecord(parts: [], seen: [])
            try rig.give([try stranger.delta(shop: rig.shop.id, by: rig.shop.crypto(of: UInt64(number)))], to: e)
        }
        #expect(e.store.waitingCount <= held + 1 + 4)
        try rig.give(byA + lost, to: e)
        try rig.sync(rig.b, e)
        let replica = rig.b.store.replica
        #expect(e.store.frontier(.shop)[replica] == rig.b.store.frontier(.shop)[replica], "what was lost comes again")
    }

    @Test func `two that wait for each other stop nobody else`() throws {
        let rig = try Rig()
        let position = { (node: SimulatedNode) in
            Position(replica: node.store.replica, seq: 50, hash: DeltaHash(high: 1, low: 1))
        }
        var one = rig.b.forge(in: .shop, at: rig.now)
        one.context.append(position(rig.b))
        var other = one
        other.context.append(position(rig.a))
        let odd = [
            try one.delta(shop: rig.shop.id, by: rig.b.crypto), try other.delta(shop: rig.shop.id, by: rig.b.crypto),
        ]
        #expect(try rig.give(odd, to: rig.a).parked.count == 2)
        try rig.write(rig.a) { try $0.add(rig.tea, "stock", 1) }
        #expect(rig.shown(rig.a, .shop, "product", "tea", "stock") == .integer(1))
    }
}
