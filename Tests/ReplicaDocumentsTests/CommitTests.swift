import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// What a commit leaves beside its documents: operations, feed, history, indexes, reach.
@Suite struct CommitTests {
    @Test func `an operation's result is kept over restarts, and known by its delta elsewhere`() throws {
        let rig = try Rig()
        let operation = OperationID(replica: rig.a.store.replica, high: 1, low: 2)
        #expect(try rig.a.store.operation(operation) == nil)
        try rig.write(rig.a, operation: operation, result: [4, 2]) { try $0.add(rig.tea, "stock", 1) }
        #expect(try rig.a.store.operation(operation) == [4, 2])
        try rig.a.restart(powerCut: true, at: rig.now)
        #expect(try rig.a.store.operation(operation) == [4, 2])
        try rig.sync(rig.a, rig.b)
        #expect(try rig.b.store.operation(operation) == [])
    }

    @Test func `feed rows are numbered without gaps, one a commit, with what was shown before and after`() throws {
        let rig = try Rig()
        let start = rig.a.store.feedSeq
        try rig.issue(rig.a)
        try rig.write(rig.a, user: "Ann") {
            try $0.add(rig.tea, "stock", 5)
            try $0.move(rig.bill, "pay", to: "paid")
        }
        try rig.write(rig.a) { try $0.add(rig.tea, "stock", 2) }
        let rows = try rig.a.disk.feedRows(after: start)
        #expect(rows.map(\.seq) == [start + 1, start + 2, start + 3] && rig.a.store.feedSeq == start + 3)
        #expect(rows[1].user == "Ann" && rows[1].positions.count == 2 && rows[1].isLive)
        #expect(rows[1].documents.map(\.address) == [rig.bill, rig.tea])
        #expect(rows[1].documents.map(\.isNew) == [false, true])
        #expect(rows[1].documents[0].fields.map(\.after) == [.text("paid")])
        #expect(rows[2].documents[0].fields.map(\.before) == [.integer(5)])
        #expect(rows[2].documents[0].fields.map(\.after) == [.integer(7)])
    }

    @Test func `a step that a merge made, and not a person, is marked so in the feed`() throws {
        let rig = try Rig()
        let first = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("A")) }
        try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("B")) }
        let seq = rig.b.store.feedSeq
        try rig.give(first, to: rig.b)
        let row = try #require(try rig.b.disk.feedRows(after: seq).first)
        #expect(row.documents[0].fields.map(\.merged) == [true])
        #expect(row.documents[0].fields.map(\.after) == [.text("B")])
        #expect(!row.isLive)
    }

    @Test func `a void delta has a row of the feed, with its position and no document`() throws {
        let rig = try Rig()
        let seq = rig.a.store.feedSeq
        let odd = try rig.forge(rig.b, .shop, [rig.change(rig.tea, "stock", .value(.null))])
        try rig.give(odd, to: rig.a)
        let rows = try rig.a.disk.feedRows(after: seq)
        #expect(rows.map(\.positions) == [odd.map(\.position)] && rows[0].documents.isEmpty)
    }

    @Test func `history lists the applied writes to a document in order, on disk or not yet`() throws {
        let rig = try Rig()
        var made: [Delta] = []
        for name in ["1", "2", "3"] { made += try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text(name)) } }
        try rig.write(rig.a) { try $0.set(rig.address(.shop, "product", "jam"), "name", to: .null) }
        try rig.forge(rig.a, .shop, [rig.change(rig.tea, "stock", .value(.null))])
        var transaction = rig.a.store.transaction()
        try transaction.set(rig.tea, "name", to: .text("4"))
        made += try #require(try rig.a.store.commit(transaction, at: rig.a.moment(rig.now + 1))).deltas
        #expect(try rig.a.store.history(of: rig.tea).map(\.delta.hash) == made.map(\.hash))
        rig.a.persist(synced: true)
        #expect(try rig.a.store.history(of: rig.tea).map(\.delta.hash) == made.map(\.hash))
    }

    @Test func `indexes find documents by what a field shows, as the fields change and after a restart`() throws {
        let rig = try Rig()
        let pay = FieldIndexes.Name("bill", "pay")
        try rig.issue(rig.a, "1")
        try rig.issue(rig.a, "2")
        for id in ["1", "2"] {
            try rig.write(rig.a) { try $0.move(rig.address(rig.one, "bill", id), "pay", to: "reported") }
        }
        try rig.write(rig.a) { try $0.move(rig.bill, "pay", to: "paid") }
        for store in [rig.a.store, try rig.a.twinFromDisk(at: rig.now)] {
            #expect(store.documents(pay, .text("paid")) == [rig.bill])
            #expect(store.documents(pay, .text("reported")) == [rig.address(rig.one, "bill", "2")])
            #expect(store.documents(pay, .text("open")) == [])
            #expect(store.documents(FieldIndexes.Name("bill", "lines"), .null) == nil)
        }
    }

    @Test func `reach follows from acknowledged positions alone, and survives a restart`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        #expect(rig.a.store.members(entitledTo: rig.one) == [rig.b.node, rig.c.node].sorted())
        #expect(rig.a.store.reached(rig.bill) == [])
        rig.a.store.acknowledge(rig.c.node, rig.one, rig.a.store.frontier(rig.one))
        rig.a.persist(synced: true)
        #expect(rig.a.store.reached(rig.bill) == [rig.c.node])
        #expect(try rig.a.twinFromDisk(at: rig.now).reached(rig.bill) == [rig.c.node])
        try rig.write(rig.a) { try $0.set(rig.bill, "note", to: .text("x")) }
        #expect(rig.a.store.reached(rig.bill) == [])
        #expect(rig.a.store.pendingChanges(for: rig.c.node) > 0)
        #expect(!rig.a.store.isEntitled(rig.d.node, to: rig.one) && rig.a.store.isEntitled(rig.d.node, to: .staff))
    }

    @Test func `who made a change has it, whether it has acknowledged it or not`() throws {
        let rig = try Rig()
        try rig.issue(rig.b)
        try rig.syncAll()
        #expect(rig.a.store.reached(rig.bill) == [rig.b.node])
        try rig.write(rig.a) { try $0.set(rig.bill, "note", to: .text("x")) }
        #expect(rig.a.store.reached(rig.bill) == [])
        #expect(rig.c.store.pendingChanges(for: rig.a.node) == 0, "who has written nothing has nothing to pass on")
        let before = rig.a.store.pendingChanges(for: rig.b.node)
        try rig.write(rig.b) { try $0.set(rig.tea, "name", to: .text("x")) }
        try rig.sync(rig.b, rig.a)
        #expect(rig.a.store.pendingChanges(for: rig.b.node) == before)
    }

    @Test func `a transaction reads its own writes, and one without changes is no commit`() throws {
        let rig = try Rig()
        var transaction = rig.a.store.transaction()
        #expect(try rig.a.commit(transaction, at: rig.now)?.feedSeq == nil)
        transaction = rig.a.store.transaction()
        try transaction.set(rig.tea, "name", to: .text("1"))
        try transaction.set(rig.tea, "name", to: .text("2"))
        try transaction.add(rig.tea, "stock", 3)
        #expect(transaction.shown(rig.tea, "name") == .value(.text("2")))
        #expect(transaction.shown(rig.tea, "stock") == .level(3))
        #expect(rig.a.store.document(rig.tea) == nil, "nothing is visible before the commit")
        #expect(try rig.a.commit(transaction, at: rig.now)?.deltas[0].changes.count == 2)
    }
}
