import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// Registers, counters and machines as readers see them, through the store.
@Suite struct FieldTests {
    @Test func `a write that saw another beats it, whatever the clocks say`() throws {
        let rig = try Rig()
        rig.a.clockError = 315_360_000_000_000
        let future = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("from 2036")) }
        try rig.give(future, to: rig.b)
        let now = try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("now")) }
        #expect(now[0].stamp < future[0].stamp)
        try rig.give(now, to: rig.a)
        for node in [rig.a, rig.b] {
            #expect(rig.shown(node, .shop, "product", "tea", "name") == .text("now"))
            #expect(node.store.conflicted.isEmpty)
        }
    }

    @Test func `of two that did not see each other the greater stamp is shown, the loser kept until the next write`()
        throws
    {
        let rig = try Rig()
        let first = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("A")) }
        let second = try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("B")) }
        try rig.give(second, to: rig.a)
        try rig.give(first, to: rig.b)
        for node in [rig.a, rig.b] {
            #expect(rig.shown(node, .shop, "product", "tea", "name") == .text("B"))
            #expect(rig.entries(node, rig.tea, "name").count == 2)
            #expect(node.store.conflicted == [rig.tea])
        }
        let third = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("C")) }
        try rig.give(third, to: rig.b)
        #expect(rig.entries(rig.b, rig.tea, "name").count == 1 && rig.b.store.conflicted.isEmpty)
    }

    @Test func `equal stamps are decided by the name, alike everywhere`() throws {
        let rig = try Rig()
        let change = { (text: String) in [rig.change(rig.tea, "name", .value(.text(text)))] }
        let stamp = Stamp(microseconds: 5)
        let first = try rig.forge(rig.a, .shop, change("A")) { $0.stamp = stamp }
        let second = try rig.forge(rig.b, .shop, change("B")) { $0.stamp = stamp }
        try rig.give(second, to: rig.a)
        try rig.give(first, to: rig.b)
        let winner = rig.a.store.replica < rig.b.store.replica ? "B" : "A"
        for node in [rig.a, rig.b] { #expect(rig.shown(node, .shop, "product", "tea", "name") == .text(winner)) }
    }

    @Test func `a stamp of the greatest number traps nothing, wins ties, and is not followed`() throws {
        let rig = try Rig()
        let odd = try rig.forge(rig.b, .shop, [rig.change(rig.tea, "name", .value(.text("end of time")))]) {
            $0.stamp = Stamp(microseconds: .max)
        }
        let mine = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("A")) }
        try rig.give(odd, to: rig.a)
        #expect(rig.shown(rig.a, .shop, "product", "tea", "name") == .text("end of time"))
        let next = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("over")) }
        #expect(next[0].stamp.microseconds == rig.now && mine[0].stamp < next[0].stamp)
        #expect(rig.shown(rig.a, .shop, "product", "tea", "name") == .text("over"))
        try rig.a.restart(at: rig.now)
        #expect(rig.shown(rig.a, .shop, "product", "tea", "name") == .text("over"))
    }

    @Test func `stamps of one space do not follow those of another`() throws {
        let rig = try Rig()
        rig.b.clockError = 240_000_000
        try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("ahead")) }
        try rig.sync(rig.b, rig.a)
        let shop = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("A")) }
        #expect(shop[0].stamp.microseconds > rig.now + 239_000_000)
        let bill = try rig.issue(rig.a)
        #expect(bill[0].space == rig.one && bill[0].stamp.microseconds == rig.now)
    }

    @Test func `of the dots that a form saw only those still live are replaced`() throws {
        let rig = try Rig()
        try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("1")) }
        try rig.sync(rig.a, rig.b)
        let seen = rig.dots(rig.a, rig.tea, "name")
        let apart = try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("2")) }
        try rig.give(apart, to: rig.a)
        let saved = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("3"), seen: seen) }
        #expect(saved[0].changes[0].replaces.isEmpty)
        #expect(rig.entries(rig.a, rig.tea, "name").count == 2, "what arrived meanwhile is not overwritten unseen")
        try rig.give(saved, to: rig.b)
        #expect(try rig.view(of: [rig.a]) == rig.view(of: [rig.b]))
    }

    @Test func `concurrent changes of a counter add up, once each`() throws {
        let rig = try Rig()
        let mine = try rig.write(rig.a) {
            try $0.add(rig.tea, "stock", 5)
            try $0.add(rig.tea, "stock", 2)
        }
        #expect(mine[0].changes.map(\.payload) == [.tally(increment: 7, total: 7)], "one change of a slot")
        let theirs = try rig.write(rig.b) { try $0.add(rig.tea, "stock", -3) }
        try rig.give(theirs + theirs, to: rig.a)
        try rig.give(mine, to: rig.b)
        try rig.give(mine, to: rig.b)
        for node in [rig.a, rig.b] { #expect(rig.shown(node, .shop, "product", "tea", "stock") == .integer(4)) }
    }

    @Test func `an effect counts once however many write it`() throws {
        let rig = try Rig()
        let write = { (transaction: inout Transaction) throws in
            try transaction.setEffect(rig.tea, "stock", named: "void 1", to: 3)
        }
        let mine = try rig.write(rig.a, write)
        let theirs = try rig.write(rig.b, write)
        try rig.give(theirs, to: rig.a)
        try rig.give(mine, to: rig.b)
        for node in [rig.a, rig.b] { #expect(rig.shown(node, .shop, "product", "tea", "stock") == .integer(3)) }
    }

    /// "A count, a second count that saw the first, and a third that saw neither."
    @Test
    func `counts that did not see each other are a conflict, never added; movements unseen at the scan count on top`()
        throws
    {
        let rig = try Rig()
        try rig.write(rig.a) { try $0.add(rig.tea, "stock", 10) }
        try rig.sync(rig.a, rig.b)
        let scan = rig.a.store.transaction().scan(rig.tea, "stock")
        let moved = try rig.write(rig.b) { try $0.add(rig.tea, "stock", -4) }
        try rig.give(moved, to: rig.a)
        let count = { (node: SimulatedNode, counted: Int64, scan: CounterScan, id: String) in
            try rig.write(node) { try $0.count(rig.tea, "stock", counted: counted, scan: scan, record: id) }
        }
        let first = try count(rig.a, 8, scan, "one")
        #expect(rig.shown(rig.a, .shop, "product", "tea", "stock") == .integer(4))
        let third = try count(rig.b, 20, rig.b.store.transaction().scan(rig.tea, "stock"), "three")
        let second = try count(rig.a, 5, rig.a.store.transaction().scan(rig.tea, "stock"), "two")
        try rig.give(third, to: rig.a)
        try rig.give(first + second, to: rig.b)
        for node in [rig.a, rig.b] {
            let reading = CounterReading(rig.entries(node, rig.tea, "stock"))
            #expect(reading.value == 5 && reading.otherCounts.count == 1)
            #expect(node.store.conflicted == [rig.tea])
        }
    }

    @Test func `sums beyond 64 bits neither trap nor wrap`() throws {
        let rig = try Rig()
        for node in [rig.a, rig.b] {
            let forge = rig.change(rig.tea, "stock", .tally(increment: 1 << 40, total: 1 << 40), slot: .own)
            try rig.expectApplied(node, .shop, [forge])
        }
        #expect(rig.shown(rig.b, .shop, "product", "tea", "stock") == .integer(1 << 41))
        let slots = (0..<200).map { rig.change(rig.tea, "stock", .amount(1 << 40), slot: .effect("e\($0)")) }
        try rig.expectApplied(rig.b, .shop, slots)
        let counts = rig.change(rig.tea, "stock", .count(CountRecord(adjustment: 1 << 56, document: "c")), slot: .count)
        try rig.expectApplied(rig.b, .shop, [counts])
        #expect(rig.shown(rig.a, .shop, "product", "tea", "stock") == .integer(202 << 40 + 1 << 56))
    }

    @Test func `the greatest rank is shown, and a withdrawal that meets another move is a conflict`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.syncAll()
        let reported = try rig.write(rig.c) { try $0.move(rig.bill, "pay", to: "reported") }
        let paid = try rig.write(rig.a) { try $0.move(rig.bill, "pay", to: "paid") }
        try rig.give(reported, to: rig.a)
        #expect(rig.shown(rig.a, rig.one, "bill", "1", "pay") == .text("paid"))
        #expect(rig.a.store.conflicted.isEmpty, "forward moves lead from one to the other")
        try rig.give(reported + paid, to: rig.b)
        let withdrawn = try rig.write(rig.a) { try $0.move(rig.bill, "pay", to: "open") }
        let partly = try rig.write(rig.b) { try $0.move(rig.bill, "pay", to: "partly") }
        try rig.give(partly, to: rig.a)
        try rig.give(withdrawn, to: rig.b)
        for node in [rig.a, rig.b] {
            #expect(rig.shown(node, rig.one, "bill", "1", "pay") == .text("partly"))
            #expect(node.store.conflicted == [rig.bill])
        }
    }

    @Test func `a move on what has changed meanwhile is refused with the new state`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.write(rig.a) { try $0.move(rig.bill, "pay", to: "reported") }
        let seen = rig.dots(rig.a, rig.bill, "pay")
        try rig.write(rig.a) { try $0.move(rig.bill, "pay", to: "paid") }
        #expect(throws: TransactionFailure.stale(field: "pay", state: "paid")) {
            try rig.write(rig.a) { try $0.move(rig.bill, "pay", to: "disputed", seen: seen) }
        }
        #expect(throws: TransactionFailure.move(field: "pay", from: "paid", to: "disputed")) {
            try rig.write(rig.a) { try $0.move(rig.bill, "pay", to: "disputed") }
        }
    }

    @Test func `a concurrent edit does not undelete`() throws {
        let rig = try Rig()
        let draft = rig.address(.shop, "draft", "1")
        try rig.write(rig.a) { try $0.set(draft, "lines", to: .text("1")) }
        try rig.sync(rig.a, rig.b)
        let deleted = try rig.write(rig.a) { try $0.set(draft, "deleted", to: .bool(true)) }
        let edited = try rig.write(rig.b) { try $0.set(draft, "lines", to: .text("2")) }
        try rig.give(edited, to: rig.a)
        try rig.give(deleted, to: rig.b)
        for node in [rig.a, rig.b] { #expect(node.store.document(draft)?.isDeleted == true) }
    }

    /// "The rules … are those at the `staff` position that it cites."
    @Test func `what cites the old rules is judged by them, also where the new ones are known`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.syncAll()
        let early = try rig.write(rig.c) { try $0.move(rig.bill, "pay", to: "reported") }
        try rig.write(rig.a) {
            let rules = SimulatedShop.rules(number: 2, customersMay: false)
            try $0.set(rig.address(.staff, "rules", "rules"), "rules", to: rules.value)
        }
        #expect(try rig.give(early, to: rig.a).counted == early)
        #expect(rig.a.disk.verdict(of: early[0].hash) == .applied)
        try rig.sync(rig.a, rig.b)
        try rig.sync(rig.a, rig.c)
        let dots = rig.dots(rig.c, rig.bill, "pay")
        let back = rig.change(rig.bill, "pay", .move(Move(from: "reported", to: "open")), replaces: dots)
        try rig.expectVoid(rig.c, rig.one, [back], .move(field: "pay", from: "reported", to: "open"))
    }
}
