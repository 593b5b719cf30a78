import Replica
import ReplicaShop
import Testing

@Suite struct ShopDecisionTests {
    private func conflicting() async throws -> TestShop {
        let test = try await TestShop()
        try await test.pen()
        let pen = try await test.shop.product("PEN-01")
        let seen = try await test.shop.seen(DocumentReference(.shop, "product", pen.id))
        for (price, user) in [(Money(160, .eur), "Anna"), (Money(170, .eur), "Ben")] {
            var edit = ProductEdit()
            edit.price = .to(price)
            _ = try await test.shop.editProduct("PEN-01", edit, seen: seen, as: user)
        }
        return test
    }

    @Test func `what people decided is listed with all sides, and a discarded value can be taken back`() async throws {
        let test = try await conflicting()
        let shop = test.shop
        let conflict = try #require(try await shop.conflicts().first)
        #expect(try await shop.decisions(by: .people, limit: 10).items.isEmpty, "nobody has decided yet")
        #expect(try await shop.decisions(by: .rule, limit: 10).items.isEmpty, "what is open is no decision")
        _ = try await shop.resolve(conflict: conflict.id, keeping: conflict.sides[0].id, as: "Cleo")
        let decision = try #require(try await shop.decisions(by: .people, limit: 10).items.first)
        #expect(decision.user == "Cleo" && decision.path == "price" && decision.canTakeBack)
        #expect(decision.message == conflict.message)
        #expect(Set(decision.sides.map(\.label)) == ["1.70 EUR", "1.60 EUR"])
        #expect(decision.sides.filter(\.isShown).map(\.label) == ["1.70 EUR"])
        #expect(Set(decision.sides.map(\.user)) == ["Anna", "Ben"])
        #expect(try await shop.decisions(by: .rule, limit: 10).items.isEmpty, "people decided it")

        let other = try #require(decision.sides.first { !$0.isShown })
        let operation = shop.node.newOperation()
        for _ in 0..<2 { _ = try await shop.takeBack(decision: decision.id, side: other.id, operation: operation) }
        #expect(try await shop.product("PEN-01").price == Money(160, .eur))
        #expect(try await shop.conflicts().isEmpty)
        await shop.close()
    }

    @Test func `a value is taken back as an edit is made, with its checks and with what follows from it`() async throws
    {
        let test = try await TestShop()
        try await test.pen()
        try await test.mei()
        let shop = test.shop
        let pen = try await shop.product("PEN-01")
        let seen = try await shop.seen(DocumentReference(.shop, "product", pen.id))
        for sku in ["OLD-1", "NEW-1"] {
            var edit = ProductEdit()
            edit.sku = .to(sku)
            _ = try await shop.editProduct(pen.id, edit, seen: seen)
        }
        var conflict = try #require(try await shop.conflicts().first)
        var kept = try #require(conflict.sides.first { $0.label == "NEW-1" })
        _ = try await shop.resolve(conflict: conflict.id, keeping: kept.id)
        _ = try await shop.addProduct(ProductInput(sku: "OLD-1", name: "Another", price: Money(100, .eur)))
        let decision = try #require(try await shop.decisions(by: .people, limit: 1).items.first)
        let old = try #require(decision.sides.first { $0.label == "OLD-1" })
        #expect(old.holds == false && decision.sides.first { $0.label == "NEW-1" }?.holds == true)
        #expect(await refusal { try await shop.takeBack(decision: decision.id, side: old.id) }?.code == "product.taken")

        let mei = try await shop.customer("C-104")
        let space = try #require(mei.space)
        let profile = DocumentReference(space, "profile", "profile")
        var first = CustomerEdit()
        first.texts = ["company": "Old"]
        _ = try await shop.editCustomer(mei.id, first)
        let known = try await shop.seen(DocumentReference(.shop, "customer", mei.id))
        let before = try await shop.node.read { $0.document(profile)?.seen("company") }
        for company in ["T-Co", "O-Co"] {
            var edit = CustomerEdit()
            edit.texts = ["company": company]
            _ = try await shop.editCustomer(mei.id, edit, seen: known)
        }
        // What a node writes that has not heard of the first edit.
        _ = try await shop.node.write { transaction in
            try transaction.set(profile, "company", to: .text("T-Co"), seen: before)
            return true
        }
        conflict = try #require(try await shop.conflicts().first)
        #expect(try await shop.conflicts().count == 1, "the profile's is not told beside the customer's")
        kept = try #require(conflict.sides.first { $0.label == "T-Co" })
        _ = try await shop.resolve(conflict: conflict.id, keeping: kept.id)
        #expect(try await shop.node.read { $0.document(profile)?["company"] } == .text("T-Co"))
        #expect(try await shop.node.read { $0.document(profile)?.conflicts } == [])
        await shop.close()
    }

    @Test func `an edit that saw both sides decides as well, and says what came of them`() async throws {
        let test = try await conflicting()
        let shop = test.shop
        var edit = ProductEdit()
        edit.price = .to(Money(165, .eur))
        _ = try await shop.editProduct("PEN-01", edit, as: "Cleo")
        let decision = try #require(try await shop.decisions(by: .people, limit: 10).items.first)
        #expect(decision.sides.map(\.label).sorted() == ["1.60 EUR", "1.65 EUR", "1.70 EUR"])
        #expect(decision.sides.filter(\.isShown).map(\.label) == ["1.65 EUR"])
        await shop.close()
    }

    @Test func `equal writes that did not see each other are the rule's`() async throws {
        let test = try await TestShop()
        try await test.pen()
        let shop = test.shop
        let pen = DocumentReference(.shop, "product", try await shop.product("PEN-01").id)
        let seen = try await shop.seen(pen)
        for user in ["Anna", "Ben"] {
            var edit = ProductEdit()
            edit.price = .to(Money(160, .eur))
            _ = try await shop.editProduct("PEN-01", edit, seen: seen, as: user)
        }
        #expect(try await shop.conflicts().isEmpty)
        let decision = try #require(try await shop.decisions(by: .rule, limit: 10).items.first)
        #expect(decision.judge == .rule && decision.sides.map(\.label) == ["1.60 EUR", "1.60 EUR"])
        #expect(!decision.canTakeBack, "there is nothing else to take")
        #expect(
            decision.message
                == "the price of product PEN-01 was written alike by several people who did not see each other")
        var edit = ProductEdit()
        edit.price = .to(Money(165, .eur))
        _ = try await shop.editProduct("PEN-01", edit, as: "Cleo")
        #expect(try await shop.decisions(by: .people, limit: 10).items.isEmpty, "between equals nobody decides")
        await shop.close()
    }

    @Test func `a decision that does not exist, or that a value alone does not undo, is refused with what to do`()
        async throws
    {
        let test = try await conflicting()
        let shop = test.shop
        for id in ["", "1", "0-0", "999999-0", "x-y", "1-0"] {
            #expect(await refusal { try await shop.takeBack(decision: id, side: "a") }?.code == "conflict.missing")
        }
        await shop.close()
    }

    @Test func `what keeping a side would change is told and nothing is written`() async throws {
        let test = try await TestShop()
        try await test.pen()
        try await test.mei()
        let shop = test.shop
        let bill = try await test.bill()
        _ = try await shop.pay(bill: bill.id, PaymentInput(method: "cash"))
        _ = try await shop.pay(
            bill: bill.id, PaymentInput(amount: Money(300, .eur), method: "card", acceptsOverpayment: true))
        let conflict = try #require(try await shop.conflicts().first)
        let row = try await shop.node.feedPosition()
        let card = try #require(conflict.sides.first { $0.label.contains("card") })
        let effects = try await shop.effects(of: conflict, keeping: card.id)
        let number = bill.number.description
        #expect(
            effects.map { [$0.what, $0.before, $0.after] } == [
                ["\(number), received", "6.00 EUR", "3.00 EUR"],
                ["\(number), to give back", "3.00 EUR", "0.00 EUR"],
            ])
        #expect(try await shop.node.feedPosition() == row)
        await shop.close()
    }
}
