import Replica
import ReplicaShop
import Testing

/// Two admins who do the same while apart.
@Suite struct ApartTests {
    @Test func `what two admins do apart merges by the rules of the trade`() async throws {
        let test = try await TestShop()
        let one = test.shop
        try await test.pen(stock: 100)
        try await test.mei()
        let (twice, voided, paid, undone, met) = (
            try await test.bill(pens: 1), try await test.bill(pens: 2), try await test.bill(pens: 3),
            try await test.bill(pens: 4), try await test.bill(pens: 5)
        )
        _ = twice
        _ = try await one.pay(bill: undone.id)
        let draft = try await one.createDraft(
            DraftInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 10)])
        ).value
        let two = try await test.join(.admin, as: "office")
        try await eventually("the office has all") { try await two.bills() == one.bills() }
        #expect(try await two.drafts().map(\.id) == [draft.id])
        try await one.node.stop()
        try await two.node.stop()

        for shop in [one, two] {
            _ = try await shop.issue(draft: draft.id)
            _ = try await shop.void(bill: voided.id, reason: "cancelled")
            _ = try await shop.pay(bill: paid.id)
            _ = try await shop.reverse(bill: undone.id)
        }
        _ = try await one.void(bill: met.id, reason: "cancelled")
        _ = try await two.pay(bill: met.id)

        let port = try await one.node.start(TestShop.quiet)
        try await two.node.start(TestShop.quiet)
        try await two.node.connect(to: "127.0.0.1:\(port)")
        try await eventually("both agree") {
            let (left, right) = (try await one.bills(), try await two.bills())
            return left == right && left.count == 7
        }
        for shop in [one, two] { try await check(shop, voided, paid, undone, met) }
        let conflicts = try await one.conflicts()
        #expect(conflicts == (try await two.conflicts()))

        let issued = try #require(conflicts.first { $0.kind == .issuedTwice })
        _ = try await two.resolve(conflict: issued.id, keeping: issued.sides[0].id)
        let overpaid = try #require(conflicts.first { $0.kind == .overpaid })
        _ = try await one.resolve(conflict: overpaid.id, keeping: overpaid.sides[0].id)
        _ = try await one.refund(bill: met.id)
        try await eventually("nothing is left to decide") {
            let (left, right) = (try await one.conflicts(), try await two.conflicts())
            return left.isEmpty && right.isEmpty
        }
        for shop in [one, two] {
            #expect(try await shop.product("PEN-01").level == 100 - 1 - 3 - 4 - 10)
            #expect(try await shop.auditStock().isSound)
            #expect(try await shop.auditNumbers().isSound)
        }
        await two.close()
        await one.close()
    }

    private func check(
        _ shop: ShopNode, _ voided: BillSummary, _ paid: BillSummary, _ undone: BillSummary, _ met: BillSummary
    ) async throws {
        let kinds = Set(try await shop.conflicts().map(\.kind))
        #expect(kinds.isSuperset(of: [.issuedTwice, .overpaid, .moneyToGiveBack]), "\(kinds)")
        #expect(try await shop.bill(voided.id).summary.payment == .void)
        #expect(try await shop.bill(paid.id).summary.toGiveBack == Money(450, .eur))
        let reversed = try await shop.bill(undone.id)
        #expect(reversed.entries.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [.payment, .reversal])
        #expect(reversed.summary.payment == .open)
        #expect(try await shop.bill(met.id).summary.payment == .voidToGiveBack)
        #expect(try await shop.product("PEN-01").level == 100 - 1 - 3 - 4 - 10 - 10)
        let numbers = try await shop.auditNumbers()
        #expect(numbers.isSound)
        #expect(numbers.series.map(\.count) == [6, 1])
        let stock = try await shop.auditStock()
        #expect(stock.isSound, "\(stock.differences)")
    }
}
