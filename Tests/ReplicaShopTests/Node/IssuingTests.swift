import Replica
import ReplicaShop
import Testing

@Suite struct IssuingTests {
    @Test func `a bill is issued with its number, its totals and the stock it takes`() async throws {
        let test = try await TestShop()
        let (shop, pen, mei) = (test.shop, try await test.pen(), try await test.mei())
        #expect(pen.level == 40)
        let receipt = try await shop.issue(
            BillInput(
                customer: "C-104",
                lines: [LineInput(product: "PEN-01", quantity: 2), LineInput(product: pen.id, quantity: 1)]))
        let bill = receipt.value
        #expect(bill.number.series.description == "A")
        #expect(bill.number.counter == 1)
        #expect(bill.total == Money(450, .eur))
        #expect(bill.open == Money(450, .eur))
        #expect(bill.customer == mei.id)
        #expect(bill.payment == .open)
        let level = try await shop.node.read { $0.lookup("product", "sku", .text("PEN-01")).first?.level("stock") }
        #expect(level == 37)
        await shop.close()
    }

    @Test func `a draft is edited line by line, issued once, and then closed to edits`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen()
        try await test.mei()
        let draft = try await shop.createDraft(
            DraftInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 2)])
        ).value
        #expect(draft.total == Money(300, .eur))
        var edit = DraftEdit()
        edit.lines = [LineInput(product: "PEN-01", quantity: 3, unitPrice: Money(100, .eur))]
        let edited = try await shop.editDraft(draft.id, edit).value
        #expect(edited.lines.map(\.quantity) == [2, 3])
        let bill = try await shop.issue(draft: draft.id).value
        #expect(bill.total == Money(600, .eur))
        #expect(bill.draft == draft.id)
        let error = await refusal { try await shop.editDraft(draft.id, edit) }
        #expect(error?.code == "draft.issued")
        #expect(await refusal { try await shop.issue(draft: draft.id) }?.code == "draft.issued")
        await shop.close()
    }
}
