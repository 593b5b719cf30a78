import Replica
import ReplicaShop
import Testing

@Suite struct ShopConflictTests {
    private func shop() async throws -> TestShop {
        let test = try await TestShop()
        try await test.pen()
        try await test.mei()
        return test
    }

    @Test func `edits of one field from two forms are a conflict, and keeping one settles it`() async throws {
        let test = try await shop()
        let shop = test.shop
        let pen = try await shop.product("PEN-01")
        let seen = try await shop.seen(DocumentReference(.shop, "product", pen.id))
        for price in [Money(160, .eur), Money(170, .eur)] {
            var edit = ProductEdit()
            edit.price = .to(price)
            _ = try await shop.editProduct("PEN-01", edit, seen: seen)
        }
        let conflict = try #require(try await shop.conflicts().first)
        #expect(conflict.kind == .register)
        #expect(conflict.path == "price")
        #expect(
            conflict.message
                == "the price of product PEN-01 was written by several people who did not see each other")
        #expect(conflict.sides.map(\.label) == ["1.70 EUR", "1.60 EUR"])
        let operation = shop.node.newOperation()
        for _ in 0..<2 {
            _ = try await shop.resolve(conflict: conflict.id, keeping: conflict.sides[1].id, operation: operation)
        }
        #expect(try await shop.product("PEN-01").price == Money(160, .eur))
        #expect(try await shop.conflicts().isEmpty)
        #expect(
            await refusal { try await shop.resolve(conflict: conflict.id, keeping: conflict.sides[0].id) }?.code
                == "conflict.missing")
        await shop.close()
    }

    @Test func `an overpaid bill asks which payment was real, and reverses the other`() async throws {
        let test = try await shop()
        let shop = test.shop
        let bill = try await test.bill()
        _ = try await shop.pay(bill: bill.id, PaymentInput(method: "cash"))
        let both = try await shop.pay(
            bill: bill.id, PaymentInput(amount: Money(300, .eur), method: "card", acceptsOverpayment: true)
        ).value
        #expect(both.isOverpaid)
        #expect(both.payment == .paid)
        let conflict = try #require(try await shop.conflicts().first)
        #expect(conflict.kind == .overpaid)
        #expect(conflict.sides.allSatisfy { !$0.isShown }, "both payments count")
        let card = try #require(conflict.sides.first { $0.label.contains("card") })
        _ = try await shop.resolve(conflict: conflict.id, keeping: card.id)
        let view = try await shop.bill(bill.id)
        #expect(view.summary.payment == .paid)
        #expect(view.summary.received == Money(300, .eur))
        #expect(view.standing == [card.id])
        #expect(try await shop.conflicts().isEmpty)
        await shop.close()
    }

    @Test func `only an edit that its bill had not seen is listed as changed while it was issued`() async throws {
        let test = try await shop()
        let shop = test.shop
        let draft = try await shop.createDraft(
            DraftInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 2)])
        ).value
        let bill = try await shop.issue(draft: draft.id).value
        #expect(try await shop.conflicts().isEmpty)
        // What a node does that has not heard of the issue: a write to the draft, past the refusal.
        let line = DocumentReference(.shop, "draft", draft.id)
        _ = try await shop.node.write { transaction in
            try transaction.set(line, "note", to: .text("and a ribbon"))
            return true
        }
        let conflict = try #require(try await shop.conflicts().first)
        #expect(conflict.kind == .changedWhileIssued)
        #expect(conflict.message.contains("note"))
        #expect(
            await refusal { try await shop.resolve(conflict: conflict.id, keeping: draft.id) }?.code
                == "conflict.unsettled")
        _ = try await shop.resolve(conflict: conflict.id, keeping: bill.id)
        #expect(try await shop.conflicts().isEmpty)
        await shop.close()
    }

    @Test func `a draft that was issued twice keeps one bill, and the other is voided`() async throws {
        let test = try await shop()
        let shop = test.shop
        let draft = try await shop.createDraft(
            DraftInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 2)])
        ).value
        let reference = DocumentReference(.shop, "draft", draft.id)
        let unissued = try await shop.node.read { $0.document(reference)?.seen("issued") }
        let first = try await shop.issue(draft: draft.id).value
        let second = try await shop.issue(
            BillInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 2)])
        ).value
        // What arrives from a node that issued the draft while apart: a mark that has not seen the first.
        _ = try await shop.node.write { transaction in
            guard let mark = transaction.document(reference)?["issued"] else { return false }
            let other = Value.map(of: [
                ("bill", .text(second.id)), ("customer", .text(second.customer)),
                ("number", .text(second.number.description)), ("from", mark["from"] ?? .null),
            ])
            try transaction.set(reference, "issued", to: other, seen: unissued)
            return true
        }
        let conflict = try #require(try await shop.conflicts().first)
        #expect(conflict.kind == .issuedTwice)
        #expect(Set(conflict.sides.map(\.id)) == [first.id, second.id])
        _ = try await shop.resolve(conflict: conflict.id, keeping: first.id)
        #expect(try await shop.bill(second.id).summary.payment == .void)
        #expect(try await shop.bill(first.id).summary.payment == .open)
        #expect(try await shop.conflicts().isEmpty)
        #expect(try await shop.product("PEN-01").level == 38)
        #expect(try await shop.auditNumbers().isSound)
        #expect(try await shop.auditStock().isSound)
        await shop.close()
    }
}
