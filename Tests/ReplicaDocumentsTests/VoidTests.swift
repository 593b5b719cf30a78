import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// "It is void if it breaks a rule: kept, shown, counted in the frontier, without effect, the same everywhere."
@Suite struct VoidTests {
    private let text = Payload.value(.text("x"))

    @Test func `what a role may not write`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.syncAll()
        let state = rig.change(rig.bill, "state", .move(Move(from: "issued", to: "void")))
        try rig.expectVoid(rig.c, rig.one, [state], .role(field: "state"))
        let paid = rig.change(rig.bill, "pay", .move(Move(from: "open", to: "paid")))
        try rig.expectVoid(rig.c, rig.one, [paid], .move(field: "pay", from: "open", to: "paid"))
        let payment = rig.change(rig.address(rig.one, "payment", "p"), "amount", .value(.integer(5)))
        try rig.expectVoid(rig.c, rig.one, [payment], .role(field: "amount"))
        let deleted = rig.change(rig.address(rig.one, "gadget", "p"), "deleted", .value(.bool(true)))
        try rig.expectVoid(rig.c, rig.one, [deleted], .role(field: "deleted"))
    }

    @Test func `customers write no counters, of any slot`() throws {
        let rig = try Rig(looseCounterIn: "bill")
        try rig.issue(rig.a)
        try rig.syncAll()
        let writes: [(Slot, Payload)] = [
            (.own, .tally(increment: 1, total: 1)), (.effect("e"), .amount(1)),
            (.count, .count(CountRecord(adjustment: 1, document: "c"))),
        ]
        for (slot, payload) in writes {
            let change = rig.change(rig.bill, "points", payload, slot: slot)
            try rig.expectVoid(rig.c, rig.one, [change], .role(field: "points"))
        }
        try rig.expectApplied(
            rig.a, rig.one, [rig.change(rig.bill, "points", .tally(increment: 1, total: 1), slot: .own)])
    }

    @Test func `unknown collections and fields are kept and passed on from an admin, void from a customer`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.syncAll()
        let gadget = rig.address(rig.one, "gadget", "g")
        try rig.expectVoid(rig.c, rig.one, [rig.change(gadget, "p", text)], .unknownField("gadget.p"))
        try rig.expectVoid(rig.c, rig.one, [rig.change(rig.bill, "p", text)], .unknownField("bill.p"))
        try rig.expectApplied(rig.b, rig.one, [rig.change(gadget, "p", text)])
        try rig.expectApplied(rig.b, rig.one, [rig.change(rig.bill, "p", text)])
        #expect(rig.shown(rig.c, rig.one, "gadget", "g", "p") == .text("x"))
    }

    @Test func `a declared collection in the wrong kind of space`() throws {
        let rig = try Rig()
        let product = rig.change(rig.tea, "name", text)
        try rig.expectVoid(rig.b, rig.one, [product], .unknownField("product.name"))
        let bill = rig.change(rig.bill, "note", text)
        try rig.expectVoid(rig.b, .shop, [bill], .unknownField("bill.note"))
        let root = rig.change(rig.address(.shop, "root", "1"), "statement", text)
        try rig.expectVoid(rig.b, .shop, [root], .unknownField("root.statement"))
        let member = rig.change(rig.address(.shop, "member", "m"), "record", text)
        try rig.expectVoid(rig.b, .shop, [member], .unknownField("member.record"))
    }

    @Test func `a payload of another kind than the field`() throws {
        let rig = try Rig()
        try rig.expectVoid(rig.b, .shop, [rig.change(rig.tea, "stock", text)], .kind(field: "stock"))
        let tally = Payload.tally(increment: 1, total: 1)
        try rig.expectVoid(rig.b, .shop, [rig.change(rig.tea, "name", tally, slot: .own)], .kind(field: "name"))
        let move = Payload.move(Move(from: "a", to: "b"))
        try rig.expectVoid(rig.b, .shop, [rig.change(rig.tea, "name", move)], .kind(field: "name"))
    }

    @Test func `two changes of one slot of one field`() throws {
        let rig = try Rig()
        let one = rig.change(rig.tea, "name", text)
        try rig.expectVoid(rig.b, .shop, [one, one], .doubledChange(field: "name"))
        let effect = { (name: String) in rig.change(rig.tea, "stock", .amount(1), slot: .effect(name)) }
        try rig.expectVoid(rig.b, .shop, [effect("e"), effect("f"), effect("e")], .doubledChange(field: "stock"))
        try rig.expectApplied(rig.b, .shop, [effect("e"), effect("f")])
    }

    /// "Replaced dots must be entries of the same document, field and slot that were live at its context."
    @Test func `replaced dots of nowhere, of a foreign field, document or slot, or dead at the context`() throws {
        let rig = try Rig()
        try rig.write(rig.a) {
            try $0.set(rig.tea, "name", to: .text("Tea"))
            try $0.set(rig.address(.shop, "product", "jam"), "name", to: .text("Jam"))
            try $0.setEffect(rig.tea, "stock", named: "e", to: 1)
        }
        try rig.sync(rig.a, rig.b)
        let live = rig.dots(rig.a, rig.tea, "name")
        try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("Green tea")) }
        try rig.sync(rig.a, rig.b)
        let nowhere = Dot(replica: rig.a.store.replica, seq: 1, index: 9)
        let unseen = Dot(replica: rig.a.store.replica, seq: 900, index: 0)
        let jam = rig.dots(rig.a, rig.address(.shop, "product", "jam"), "name")
        let effect = rig.dots(rig.a, rig.tea, "stock")
        for dots in [[nowhere], [unseen], jam, effect, live, live + rig.dots(rig.a, rig.tea, "name")] {
            let change = rig.change(rig.tea, "name", text, replaces: dots)
            try rig.expectVoid(rig.b, .shop, [change], .notLive(field: "name"))
        }
        let other = rig.change(rig.tea, "stock", .amount(2), slot: .effect("f"), replaces: effect)
        try rig.expectVoid(rig.b, .shop, [other], .notLive(field: "stock"))
        let own = rig.change(rig.tea, "stock", .amount(2), slot: .effect("e"), replaces: effect)
        try rig.expectApplied(rig.b, .shop, [own])
    }

    @Test func `dots that were live at the context are fine although somebody has replaced them meanwhile`() throws {
        let rig = try Rig()
        try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("Tea")) }
        try rig.sync(rig.a, rig.b)
        let mine = try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("B")) }
        for word in ["A1", "A2", "A3"] { try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text(word)) } }
        try rig.give(mine, to: rig.a)
        #expect(rig.a.disk.verdict(of: mine[0].hash) == .applied)
        #expect(rig.entries(rig.a, rig.tea, "name").count == 2)
        try rig.sync(rig.a, rig.b)
        #expect(try rig.view(of: [rig.a]) == rig.view(of: [rig.b]))
    }

    /// "An ordinary slot must be the author's own; its write replaces exactly its own live entry, and its total is that one's plus the
    /// increment."
    @Test func `an ordinary slot that does not add up, keeps its former entry, or replaces another's`() throws {
        let rig = try Rig()
        try rig.write(rig.a) { try $0.add(rig.tea, "stock", 7) }
        try rig.write(rig.b) { try $0.add(rig.tea, "stock", 3) }
        try rig.syncAll()
        let mine = rig.entries(rig.b, rig.tea, "stock").filter { $0.name.dot.replica == rig.b.store.replica }.map(
            \.name.dot)
        let theirs = rig.entries(rig.b, rig.tea, "stock").map(\.name.dot).filter { !mine.contains($0) }
        let odd: [(Payload, [Dot])] = [
            (.tally(increment: 1, total: 5), mine), (.tally(increment: 1, total: 4), []),
            (.tally(increment: 1, total: 1), []), (.tally(increment: 1, total: 8), theirs),
            (.tally(increment: 1, total: 4), mine + theirs), (.tally(increment: .max, total: 2), mine),
        ]
        for (payload, dots) in odd {
            let change = rig.change(rig.tea, "stock", payload, slot: .own, replaces: dots)
            let isHuge = payload == .tally(increment: .max, total: 2)
            try rig.expectVoid(rig.b, .shop, [change], isHuge ? .amount(field: "stock") : .slot(field: "stock"))
        }
        let good = rig.change(rig.tea, "stock", .tally(increment: 1, total: 4), slot: .own, replaces: mine)
        try rig.expectApplied(rig.b, .shop, [good])
        #expect(rig.shown(rig.a, .shop, "product", "tea", "stock") == .integer(11))
    }

    /// "A change is at most 2^40."
    @Test func `a change above 2^40 in any slot`() throws {
        let rig = try Rig()
        let big: Int64 = (1 << 40) + 1
        let writes: [(Slot, Payload)] = [
            (.own, .tally(increment: big, total: big)), (.own, .tally(increment: -big, total: -big)),
            (.own, .tally(increment: .min, total: .min)),
            (.effect("e"), .amount(big)), (.effect("e"), .amount(.min)),
            (.count, .count(CountRecord(adjustment: (1 << 56) + 1, document: "c"))),
            (.count, .count(CountRecord(adjustment: .min, document: "c"))),
        ]
        for (slot, payload) in writes {
            let change = rig.change(rig.tea, "stock", payload, slot: slot)
            try rig.expectVoid(rig.b, .shop, [change], .amount(field: "stock"))
        }
        let most = rig.change(rig.tea, "stock", .tally(increment: big - 1, total: big - 1), slot: .own)
        try rig.expectApplied(rig.b, .shop, [most])
    }

    /// "A machine write replaces at least one entry and its `from` is the state they resolve to; only where its context covers no
    /// entry of the field does it start from the initial state."
    @Test func `a move that lies about where it starts, is not declared, or starts again`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.syncAll()
        let move = { (from: String, to: String, dots: [Dot]) in
            rig.change(rig.bill, "pay", .move(Move(from: from, to: to)), replaces: dots)
        }
        let reason = { (from: String, to: String) in VoidReason.move(field: "pay", from: from, to: to) }
        try rig.expectVoid(rig.c, rig.one, [move("disputed", "reported", [])], reason("disputed", "reported"))
        try rig.expectVoid(rig.b, rig.one, [move("open", "disputed", [])], reason("open", "disputed"))
        try rig.expectVoid(rig.b, rig.one, [move("open", "nowhere", [])], reason("open", "nowhere"))
        try rig.write(rig.c) { try $0.move(rig.bill, "pay", to: "reported") }
        try rig.syncAll()
        let dots = rig.dots(rig.b, rig.bill, "pay")
        try rig.expectVoid(rig.b, rig.one, [move("open", "paid", dots)], reason("open", "paid"))
        try rig.expectVoid(rig.b, rig.one, [move("open", "paid", [])], reason("open", "paid"))
        try rig.expectVoid(rig.b, rig.one, [move("reported", "paid", [])], reason("reported", "paid"))
        try rig.expectApplied(rig.b, rig.one, [move("reported", "paid", dots)])
        try rig.expectVoid(rig.b, rig.one, [move("open", "paid", [])], reason("open", "paid"))
    }

    @Test func `a move may start from the initial state only if its author had seen none`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.syncAll()
        let apart = try rig.write(rig.c) { try $0.move(rig.bill, "pay", to: "reported") }
        try rig.write(rig.a) { try $0.move(rig.bill, "pay", to: "partly") }
        try rig.write(rig.a) { try $0.move(rig.bill, "pay", to: "paid") }
        try rig.give(apart, to: rig.a)
        #expect(rig.a.disk.verdict(of: apart[0].hash) == .applied)
        #expect(rig.shown(rig.a, rig.one, "bill", "1", "pay") == .text("paid"))
    }

    /// "A write-once field may be written only by a delta whose context covers no entry of its document."
    @Test func `a write-once field of a document that its author had seen`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.syncAll()
        let dots = rig.dots(rig.a, rig.bill, "lines")
        for replaced in [[], dots] {
            let change = rig.change(rig.bill, "lines", .value(.list([])), replaces: replaced)
            try rig.expectVoid(rig.b, rig.one, [change], .writtenOnce(field: "lines"))
        }
        let deleted = rig.change(rig.bill, "deleted", .value(.bool(true)))
        try rig.expectVoid(rig.b, rig.one, [deleted], .writtenOnce(field: "deleted"))
    }

    @Test func `two who write one document once while apart both count, and equal values are no conflict`() throws {
        let rig = try Rig()
        let reversal = rig.address(rig.one, "payment", "reversal 1")
        let undo = { (amount: Int64) in
            { (transaction: inout Transaction) throws in
                try transaction.set(reversal, "bill", to: .text("1"))
                try transaction.set(reversal, "amount", to: .integer(amount))
            }
        }
        let first = try rig.write(rig.a, undo(-5))
        let second = try rig.write(rig.b, undo(-5))
        try rig.give(second, to: rig.a)
        try rig.give(first, to: rig.b)
        for node in [rig.a, rig.b] {
            #expect(rig.shown(node, rig.one, "payment", "reversal 1", "amount") == .integer(-5))
            #expect(rig.entries(node, reversal, "amount").count == 2)
            #expect(node.store.conflicted.isEmpty)
        }
    }

    /// "Another field of such a document only by one whose context, or itself, covers the write-once fields (no ghost bills)."
    @Test func `a field of a document whose birth its author had not seen`() throws {
        let rig = try Rig()
        try rig.expectVoid(rig.c, rig.one, [rig.change(rig.bill, "note", text)], .notBorn(field: "note"))
        let pay = rig.change(rig.bill, "pay", .move(Move(from: "open", to: "reported")))
        try rig.expectVoid(rig.c, rig.one, [pay], .notBorn(field: "pay"))
        let unborn = rig.change(rig.bill, "note", text)
        let issued = try rig.issue(rig.a)
        try rig.give(issued, to: rig.b)
        try rig.give(issued.filter { $0.space == rig.one }, to: rig.c)
        try rig.expectVoid(rig.c, rig.one, [unborn], .notBorn(field: "note")) { $0.context = [] }
        try rig.expectApplied(rig.c, rig.one, [unborn])
        let itself = rig.address(rig.one, "bill", "2")
        try rig.expectApplied(
            rig.b, rig.one,
            [rig.change(itself, "number", text), rig.change(itself, "lines", text), rig.change(itself, "note", text)])
    }

    @Test func `a member's record that does not fit its key, its space or its role`() throws {
        let rig = try Rig()
        let e = SimulatedNode(number: 9, holding: .everything, shop: rig.shop)
        let reason = VoidReason.record("the member's record does not fit its key or its space")
        let admit = { (space: Space, id: String, record: MemberRecord) in
            rig.change(rig.address(space, "member", id), "record", .value(record.value))
        }
        let id = e.node.description
        try rig.expectVoid(rig.b, .staff, [admit(.staff, id, rig.record(of: e, .customer, ""))], reason)
        try rig.expectVoid(rig.b, rig.one, [admit(rig.one, id, rig.record(of: e, .admin, "E"))], reason)
        try rig.expectVoid(rig.b, .staff, [admit(.staff, "other", rig.record(of: e, .admin, "E"))], reason)
        try rig.expectVoid(rig.b, .staff, [rig.change(rig.address(.staff, "member", id), "record", text)], reason)
        try rig.expectVoid(
            rig.c, rig.one, [admit(rig.one, id, rig.record(of: e, .customer, ""))], .role(field: "record"))
        #expect(rig.a.store.membership.current(e.node) == nil)
        try rig.expectApplied(rig.b, .staff, [admit(.staff, id, rig.record(of: e, .admin, "E"))])
        #expect(rig.c.store.membership.current(e.node)?.record.role == .admin)
    }

    @Test func `a root statement that another root signed, or under another number`() throws {
        let rig = try Rig()
        let reason = VoidReason.record("the root statement is not signed by this shop's root")
        let foreign = SimulatedShop(secret: 8).rootStatement(serial: 2, admin: 2)
        let forged = RootStatement(
            rootKey: rig.shop.crypto(of: 0).publicKey, serial: 2, adminKey: rig.b.crypto.publicKey, shop: rig.shop.id,
            sign: rig.b.crypto.sign)
        let good = rig.shop.rootStatement(serial: 2, admin: 2)
        for (id, statement) in [("2", foreign), ("2", forged), ("3", good)] {
            let change = rig.change(rig.address(.staff, "root", id), "statement", .value(statement.value))
            try rig.expectVoid(rig.b, .staff, [change], reason)
        }
        #expect(rig.a.store.membership.admissions[rig.b.node]?.contains { $0.rootSerial != nil } == false)
        try rig.expectApplied(
            rig.b, .staff, [rig.change(rig.address(.staff, "root", "2"), "statement", .value(good.value))])
        #expect(rig.a.store.membership.admissions[rig.b.node]?.contains { $0.rootSerial == 2 } == true)
    }

    /// "Rules … are one numbered register in `staff`, written by first admins."
    @Test func `rules by an admin whom the root did not name, under a wrong number, or in another document`() throws {
        let rig = try Rig()
        let rules = { (number: Int64, id: String, path: String) in
            rig.change(rig.address(.staff, "rules", id), path, .value(SimulatedShop.rules(number: number).value))
        }
        let byFirst = VoidReason.record("the rules are written by first admins only")
        try rig.expectVoid(rig.b, .staff, [rules(2, "rules", "rules")], byFirst)
        try rig.expectVoid(rig.a, .staff, [rules(2, "others", "rules")], byFirst)
        try rig.expectVoid(rig.a, .staff, [rules(2, "rules", "rules/x")], byFirst)
        let number = VoidReason.record("the rules' number does not follow the one that its author saw")
        for wrong: Int64 in [1, 3, 0, -1, .max] {
            try rig.expectVoid(rig.a, .staff, [rules(wrong, "rules", "rules")], number)
        }
        #expect(rig.c.store.rules?.number == 1)
        try rig.expectApplied(rig.a, .staff, [rules(2, "rules", "rules")])
        #expect(rig.c.store.rules?.number == 2)
    }

    /// "Every commit of an admin has a part in `shop`. Only that part carries the commit record"; "one with a part in `staff` has none in a
    /// customer's space".
    @Test func `a shop part without a commit record, and one that joins staff and a customer`() throws {
        let rig = try Rig()
        try rig.expectVoid(rig.b, .shop, [], .commit) { $0.record = nil }
        try rig.issue(rig.a)
        try rig.syncAll()
        rig.now += 1000
        let parts = [
            rig.b.forge(in: .staff, at: rig.now),
            rig.b.forge(in: rig.one, at: rig.now, changes: [rig.change(rig.bill, "note", text)]),
        ]
        let deltas = try rig.b.sign(parts, at: rig.now)
        try rig.give(deltas, to: rig.a)
        #expect(deltas.map { rig.a.disk.verdict(of: $0.hash) } == [.applied, .applied, .void])
        #expect(rig.a.disk.note(of: deltas[2].hash) == VoidReason.commit.description)
    }
}
