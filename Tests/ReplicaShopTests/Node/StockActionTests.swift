import Replica
import ReplicaShop
import Testing

@Suite struct StockActionTests {
    @Test func `reasons set the sign, corrections need a note, and each change leaves a movement`() async throws {
        let test = try await TestShop()
        let (shop, pen) = (test.shop, try await test.pen())
        #expect(try await shop.receive("PEN-01", 10, note: "delivery 118", as: "Ana").value.after == 50)
        let damaged = try await shop.adjust("PEN-01", 2, .damaged).value
        #expect(damaged.before == 50)
        #expect(damaged.after == 48)
        #expect(await refusal { try await shop.adjust("PEN-01", -3, .correction) }?.code == "stock.note")
        #expect(try await shop.adjust("PEN-01", -3, .correction, note: "typed 43 for 40").value.after == 45)
        #expect(await refusal { try await shop.adjust("PEN-01", -2, .lost) }?.code == "stock.sign")
        #expect(await refusal { try await shop.adjust("PEN-01", 1, .sold) }?.code == "stock.reason")
        #expect(await refusal { try await shop.receive("PEN-01", 0) }?.code == "stock.zero")
        #expect(await refusal { try await shop.receive("PEN-99", 1) }?.code == "product.missing")
        let rows = try await shop.movements()
        #expect(rows.map(\.quantity).sorted() == [-3, -2, 10, 40])
        #expect(rows.first { $0.quantity == 10 }?.by == "Ana")
        var filter = MovementFilter()
        filter.product = pen.barcode
        filter.reasons = [.damaged]
        #expect(try await shop.movements(filter).map(\.quantity) == [-2])
        let sums = try await shop.movementSummary()
        #expect(sums.first { $0.reason == .received }?.quantity == 50)
        #expect(try await shop.auditStock().isSound)
        await shop.close()
    }

    @Test func `an action done twice moves the stock once`() async throws {
        let test = try await TestShop()
        try await test.pen()
        let operation = test.shop.node.newOperation()
        for _ in 0..<3 {
            #expect(try await test.shop.receive("PEN-01", 5, operation: operation).value.after == 45)
        }
        #expect(try await test.shop.product("PEN-01").level == 45)
        #expect(try await test.shop.movements().count == 2)
        await test.shop.close()
    }

    @Test func `a move between places leaves the level, and each place has its own`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen()
        let moved = try await shop.move("PEN-01", 15, to: "cellar").value
        #expect(moved.after == 40)
        #expect(moved.product.places.map(\.name) == ["", "cellar"])
        #expect(moved.product.places.map(\.level) == [25, 15])
        #expect(await refusal { try await shop.move("PEN-01", 1, from: "cellar", to: "cellar") }?.code == "place.name")
        #expect(await refusal { try await shop.move("PEN-01", 1, to: "a/b") }?.code == "place.name")
        #expect(
            try await shop.count([CountInput(product: "PEN-01", counted: 12, place: "cellar")]).value[0].after == 37)
        #expect(try await shop.auditStock().isSound)
        await shop.close()
    }

    @Test func `a count that names no place is of the shop itself, and counting twice changes nothing more`()
        async throws
    {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen(stock: 0)
        _ = try await shop.receive("PEN-01", 5, place: "Cellar")
        #expect(try await shop.scan("PEN-01").expected == 0)
        #expect(try await shop.scan("PEN-01", place: "Cellar").expected == 5)
        for attempt in 0..<2 {
            let counted = try await shop.count([CountInput(product: "PEN-01", counted: 3)]).value[0]
            #expect(counted.there?.place == "")
            #expect(counted.there?.before == (attempt == 0 ? 0 : 3))
            #expect(counted.there?.after == 3)
            #expect(counted.product.level(at: "") == 3)
            #expect(counted.product.level(at: "Cellar") == 5)
            #expect(counted.after == 8)
        }
        for attempt in 0..<2 {
            let counted = try await shop.count([CountInput(product: "PEN-01", counted: 4, place: "Cellar")]).value[0]
            #expect(counted.there?.place == "Cellar")
            #expect(counted.there?.before == (attempt == 0 ? 5 : 4))
            #expect(counted.there?.after == 4)
            #expect(counted.after == 7)
        }
        #expect(try await shop.auditStock().isSound)
        await shop.close()
    }

    @Test func `more than lies at a place is not moved from there, and the refusal names the places`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen(stock: 2)
        _ = try await shop.receive("PEN-01", 7, place: "Cellar")
        let tooMany = await refusal { try await shop.move("PEN-01", 30, from: "Cellar", to: "Shop") }
        #expect(tooMany?.code == "stock.not-there")
        #expect(tooMany?.kind == .refused)
        #expect(tooMany?.message == "the level of PEN-01 in \"Cellar\" is only 7")
        #expect(tooMany?.hint == "it lies in the shop itself (2); \"Cellar\" (7)")
        let misspelt = await refusal { try await shop.move("PEN-01", 1, from: "Celar", to: "Shop") }
        #expect(misspelt?.message == "nothing of PEN-01 lies in \"Celar\"")
        #expect(await refusal { try await shop.move("PEN-01", 3, to: "Shop") }?.code == "stock.not-there")
        #expect(try await shop.move("PEN-01", 7, from: "Cellar", to: "Shop").value.product.level(at: "Cellar") == 0)
        await shop.close()
    }

    @Test func `what is sold after the scan counts on top of the count`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen()
        try await test.mei()
        let scan = try await shop.scan("4006381333931")
        #expect(scan.expected == 40)
        _ = try await test.bill(pens: 3)
        let counted = try await shop.count([
            CountInput(product: "PEN-01", counted: 38, scan: CounterSnapshot(token: scan.token))
        ])
        #expect(counted.value[0].before == 37)
        #expect(counted.value[0].after == 35)
        let row = try await shop.movements().first { $0.reason == .counted }
        #expect(row?.counted == 38)
        #expect(row?.quantity == -2)
        #expect(try await shop.auditStock().isSound)
        let error = await refusal {
            try await shop.count([
                CountInput(product: "PEN-01", counted: 1), CountInput(product: "4006381333931", counted: 2),
            ])
        }
        #expect(error?.code == "product.taken")
        #expect(try await shop.product("PEN-01").level == 35)
        await shop.close()
    }

    @Test func `two counts that did not see each other are a conflict, and keeping one makes it hold`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen()
        let scan = CounterSnapshot(token: try await shop.scan("PEN-01").token)
        let first = try await shop.count([CountInput(product: "PEN-01", counted: 30, scan: scan)]).value[0]
        _ = try await shop.count([CountInput(product: "PEN-01", counted: 33, scan: scan)])
        _ = try await shop.receive("PEN-01", 2)
        #expect(try await shop.product("PEN-01").level == 35)
        let conflict = try #require(try await shop.conflicts().first { $0.kind == .count })
        #expect(
            conflict.message
                == "the stock of product PEN-01 was counted by several people who did not see each other")
        #expect(conflict.sides.count == 2)
        _ = try await shop.resolve(conflict: conflict.id, keeping: first.records[0])
        #expect(try await shop.product("PEN-01").level == 32)
        #expect(try await shop.conflicts().isEmpty)
        #expect(try await shop.auditStock().isSound)
        await shop.close()
    }

    @Test func `a strict product is not sold below zero, others are and are listed`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen(stock: 2)
        try await test.mei()
        _ = try await test.bill(pens: 3)
        #expect(try await shop.product("PEN-01").status == .belowZero)
        #expect(try await shop.conflicts().map(\.kind) == [.belowZero])
        #expect(
            try await shop.conflicts().map(\.message)
                == ["PEN-01 is at -1: more left the stock than was recorded in"])
        var filter = ProductFilter()
        filter.isBelowZero = true
        #expect(try await shop.products(filter).map(\.sku) == ["PEN-01"])
        _ = try await shop.receive("PEN-01", 5)
        var edit = ProductEdit()
        edit.isStrict = .to(true)
        _ = try await shop.editProduct("PEN-01", edit)
        let error = await refusal { try await test.bill(pens: 5) }
        #expect(error?.code == "stock.out")
        #expect(await refusal { try await shop.adjust("PEN-01", 5, .lost) }?.code == "stock.out")
        #expect(try await test.bill(pens: 4).number.counter == 2)
        #expect(try await shop.product("PEN-01").level == 0)
        await shop.close()
    }

    @Test func `a crossing of the threshold tells once, whatever crossed it`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen(stock: 7)
        try await test.mei()
        let before = try await shop.node.read { StockWatch($0) }
        let told = try await shop.stockEvents()
        _ = try await shop.adjust("PEN-01", 2, .lost)
        _ = try await shop.adjust("PEN-01", 1, .lost)
        _ = try await test.bill(pens: 5)
        _ = try await shop.receive("PEN-01", 20)
        _ = try await shop.move("PEN-01", 18, to: "cellar")
        var edit = ProductEdit()
        edit.threshold = .to(30)
        _ = try await shop.editProduct("PEN-01", edit)
        var watch = before
        var events: [StockEvent] = []
        let last = try await shop.node.feedPosition()
        for try await row in shop.node.feed(after: before.seq) {
            events += watch.take(row)
            #expect(watch.take(row).isEmpty)
            if row.seq == last { break }
        }
        #expect(events.map(\.alert) == [.low, .belowZero, .recovered, .low])
        #expect(events.map(\.level) == [5, -1, 19, 19])
        var heard: [StockEvent] = []
        for try await event in told {
            heard.append(event)
            if heard.count == events.count { break }
        }
        #expect(heard == events)
        await shop.close()
    }
}
