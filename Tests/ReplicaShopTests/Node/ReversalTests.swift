import Replica
import ReplicaShop
import Testing

@Suite struct ReversalTests {
    @Test func `only what was recorded by hand and not counted since is taken back`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen(stock: 20)
        try await test.mei()
        _ = try await test.bill(pens: 2)
        let moved = try await shop.move("PEN-01", 5, to: "cellar").value
        let damaged = try await shop.adjust("PEN-01", 1, .damaged, place: "cellar").value
        let counted = try await shop.count([CountInput(product: "PEN-01", counted: 10)]).value[0]
        let received = try await shop.receive("PEN-01", 7).value
        let sold = try #require(try await shop.movements().first { $0.reason == .sold })
        let opening = try #require(try await shop.movements().first { $0.note == "opening stock" })
        for (id, obstacle) in [
            (sold.id, ReversalObstacle.bill), (moved.records[0], .moved), (counted.records[0], .count),
            (opening.id, .countedSince),
        ] {
            #expect(await refusal { try await shop.reverse(movement: id) } == .trade(.irreversible(obstacle)))
        }
        // The cellar was not counted, and what came after the count can be taken back, too.
        #expect(try await shop.reverse(movement: damaged.records[0]).value.product.level(at: "cellar") == 5)
        let back = try await shop.reverse(movement: String(received.records[0].prefix(8))).value
        #expect(back.before - back.after == 7)
        #expect(await refusal { try await shop.reverse(movement: back.records[0]) } == .trade(.irreversible(.reversal)))
        #expect(
            await refusal { try await shop.reverse(movement: received.records[0]) } == .trade(.irreversible(.reversed)))
        let rows = try await shop.movements()
        #expect(rows.filter(\.isReversible).isEmpty)
        #expect(rows.first { $0.id == received.records[0] }?.reversedBy == back.records[0])
        #expect(try await shop.auditStock().isSound)
        await shop.close()
    }

    @Test func `a strict product does not go below zero by it`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        _ = try await shop.addProduct(
            ProductInput(sku: "CAR-01", name: "Card", price: Money(100, .eur), isStrict: true))
        let received = try await shop.receive("CAR-01", 5).value
        _ = try await shop.adjust("CAR-01", 3, .lost)
        #expect(await refusal { try await shop.reverse(movement: received.records[0]) }?.code == "stock.out")
        #expect(try await shop.product("CAR-01").level == 2)
        await shop.close()
    }

    @Test func `two who take one movement back while apart do it once`() async throws {
        let test = try await TestShop()
        let one = test.shop
        try await test.pen(stock: 10)
        let received = try await one.receive("PEN-01", 100).value
        let two = try await test.join(.admin, as: "office")
        try await eventually("the office has all") { (try? await two.product("PEN-01"))?.level == 110 }
        try await one.node.stop()
        try await two.node.stop()
        for (shop, user) in [(one, "Ana"), (two, "Ben")] {
            #expect(try await shop.reverse(movement: received.records[0], as: user).value.after == 10)
        }
        let port = try await one.node.start(TestShop.quiet)
        try await two.node.start(TestShop.quiet)
        try await two.node.connect(to: "127.0.0.1:\(port)")
        _ = try await one.receive("PEN-01", 1)
        _ = try await two.receive("PEN-01", 2)
        try await eventually("both agree") {
            let levels = (try await one.product("PEN-01").level, try await two.product("PEN-01").level)
            return levels == (13, 13)
        }
        for shop in [one, two] {
            #expect(try await shop.movements().filter { $0.reverses != nil }.count == 1)
            #expect(try await shop.auditStock().isSound)
            #expect(try await shop.conflicts().isEmpty)
        }
        await one.close()
        await two.close()
    }
}
