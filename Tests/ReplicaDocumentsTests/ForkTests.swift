import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// "A delta with a name that we hold and another hash, or built on such a one, is a fork proof: kept, reported, spread."
/// This version applies the branch that came first; see `FoundTests` for what that costs.
@Suite struct ForkTests {
    private func forked() throws -> (rig: Rig, mine: [Delta], others: [Delta]) {
        let rig = try Rig()
        let clone = try rig.cloneOfB()
        let mine = try (1...2).flatMap { number in
            try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("B \(number)")) }
        }
        let others = try (1...2).flatMap { number in
            try rig.write(clone) { try $0.set(rig.tea, "name", to: .text("clone \(number)")) }
        }
        return (rig, mine, others)
    }

    @Test func `another delta of a name that counts is kept and reported once, and has no effect`() throws {
        let (rig, mine, others) = try forked()
        try rig.give(mine, to: rig.a)
        let before = try rig.view(of: [rig.a])
        let intake = try rig.give([others[0]], to: rig.a)
        let fork = try #require(intake.forks.first)
        #expect(intake.forks.count == 1 && intake.counted.isEmpty)
        #expect(fork.space == .shop && fork.replica == mine[0].replica && fork.seq == 1)
        #expect(fork.counted == mine[0].hash && fork.other == others[0].hash)
        #expect(rig.a.disk.verdict(of: others[0].hash) == .forked)
        #expect(try rig.give([others[0]], to: rig.a).forks.isEmpty)
        #expect(rig.a.store.forks == [fork])
        #expect(try rig.view(of: [rig.a]) == before)
        #expect(try rig.a.twinFromDisk(at: rig.now).forks == [fork])
    }

    @Test func `a delta built on another branch is a proof too`() throws {
        let (rig, mine, others) = try forked()
        try rig.give([mine[0]], to: rig.a)
        let intake = try rig.give([others[1]], to: rig.a)
        #expect(intake.forks.map(\.other) == [others[1].hash] && intake.forks.map(\.counted) == [nil])
        #expect(try rig.give([mine[1]], to: rig.a).counted == [mine[1]], "the branch that counts goes on")
    }

    @Test func `a proof that its author did not sign is no proof`() throws {
        let (rig, mine, _) = try forked()
        try rig.give(mine, to: rig.a)
        var forge = DeltaForge(mine[0])
        forge.user = "other"
        let forged = try forge.delta(shop: rig.shop.id, by: rig.c.crypto)
        #expect(try rig.give([forged], to: rig.a) == Intake())
        #expect(rig.a.store.forks.isEmpty && rig.a.disk.verdict(of: forged.hash) == nil)
    }

    @Test func `others who have not seen the other branch go on`() throws {
        let (rig, mine, others) = try forked()
        try rig.give(mine + others, to: rig.a)
        let after = try rig.write(rig.a) { try $0.add(rig.tea, "stock", 1) }
        #expect(try rig.give(after, to: rig.b).counted == after)
        try rig.issue(rig.a)
        try rig.sync(rig.a, rig.c)
        #expect(rig.shown(rig.c, rig.one, "bill", "1", "number") == .text("2026-1"))
    }

    @Test func `a restored node goes on as a new incarnation, names its former head, and loses nothing`() throws {
        let rig = try Rig()
        try rig.write(rig.b) { try $0.add(rig.tea, "stock", 1) }
        let backup = rig.b.disk.backup()
        let late = try rig.write(rig.b) { try $0.add(rig.tea, "stock", 10) }
        try rig.sync(rig.b, rig.a)
        try rig.b.restore(backup, incarnation: 2, at: rig.now)
        let next = try rig.write(rig.b) { try $0.add(rig.tea, "stock", 100) }
        #expect(next[0].seq == 1)
        #expect(next[0].predecessor?.seq == 1)
        try rig.give(next, to: rig.a)
        #expect(try rig.give(late, to: rig.b).counted == late, "its missing tail comes back from peers")
        for node in [rig.a, rig.b] { #expect(rig.shown(node, .shop, "product", "tea", "stock") == .integer(111)) }
        #expect(rig.a.store.forks.isEmpty && rig.b.store.forks.isEmpty)
    }
}
