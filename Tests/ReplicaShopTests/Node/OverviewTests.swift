import Replica
import ReplicaShop
import Testing

@Suite struct OverviewTests {
    @Test func `the overview says what was billed and received on which day, and what there is`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen(stock: 6)
        try await test.mei()
        let today = shop.today
        let yesterday = try #require(Day(number: today.number - 1))
        let bill = try await test.bill(pens: 2)
        var older = BillInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 1)])
        older.date = yesterday
        let second = try await shop.issue(older).value
        let void = try await test.bill(pens: 1)
        _ = try await shop.void(bill: void.id, reason: "twice")
        _ = try await shop.pay(bill: bill.id, PaymentInput(amount: Money(100, .eur), day: yesterday))
        _ = try await shop.pay(bill: second.id)

        let overview = try await shop.overview(days: 7)
        #expect(overview.currency == "EUR")
        #expect(overview.days.map(\.day.number) == Array(today.number - 6...today.number))
        #expect(overview.days.map(\.billed) == [0, 0, 0, 0, 0, 150, 300])
        #expect(overview.days.map(\.received) == [0, 0, 0, 0, 0, 100, 150])
        #expect(overview.days.map(\.bills) == [0, 0, 0, 0, 0, 1, 1])
        #expect(overview.bills.count == 3)
        #expect(overview.bills.sums["EUR"]?.open == 200)
        #expect(overview.stock?.pieces == 3)
        #expect(overview.stock?.low == 1)
        #expect(overview.drafts == 0)
        #expect(try await shop.overview(days: 1).days.map(\.billed) == [300])
        #expect(try await shop.overview(days: -5).days.count == 1)
        #expect(try await shop.overview(days: .max).days.count == ShopNode.overviewDays)

        let best = try await shop.bestSellers(days: 2, limit: 3)
        #expect(best.map(\.sku) == ["PEN-01"])
        #expect(best.first?.quantity == 3)
        #expect(try await shop.bestSellers(days: 1, limit: 3).first?.quantity == 2)
        #expect(try await shop.bestSellers(days: 1, limit: 0).isEmpty)
        await shop.close()
    }
}
