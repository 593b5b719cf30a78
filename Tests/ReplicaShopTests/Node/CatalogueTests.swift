import Replica
import ReplicaShop
import Testing

@Suite struct CatalogueTests {
    @Test func `a product is added once, by clean values, under keys of its own`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        let operation = shop.node.newOperation()
        let input = ProductInput(sku: "INK-01", name: "  Ink, black ", price: Money(420, .eur), threshold: 2, stock: 3)
        let first = try await shop.addProduct(input, as: "Ana", operation: operation)
        let second = try await shop.addProduct(input, as: "Ana", operation: operation)
        #expect(second.isRepetition)
        #expect(first.value == second.value)
        #expect(first.value.name == "Ink, black")
        #expect(first.value.status == .ok)
        #expect(try await shop.products().count == 1)
        #expect(await refusal { try await shop.addProduct(input) }?.code == "product.taken")
        var dollars = input
        dollars.sku = "INK-02"
        dollars.price = Money(420, .usd)
        #expect(await refusal { try await shop.addProduct(dollars) }?.code == "amount.currencies")
        dollars.price = Money(-1, .eur)
        #expect(await refusal { try await shop.addProduct(dollars) }?.code == "amount.negative")
        dollars.price = Money(1, .eur)
        dollars.name = "Ink\u{202E}"
        #expect(await refusal { try await shop.addProduct(dollars) }?.code == "name.direction")
        #expect(try await shop.products().count == 1)
        await shop.close()
    }

    @Test func `an edit changes what it names, and a bill keeps what was`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        let pen = try await test.pen()
        try await test.mei()
        let bill = try await test.bill()
        var edit = ProductEdit()
        edit.price = .to(Money(999, .eur))
        edit.name = .to("Pen, red")
        edit.threshold = .to(nil)
        let edited = try await shop.editProduct("4006381333931", edit).value
        #expect(edited.id == pen.id)
        #expect(edited.threshold == nil)
        #expect(edited.barcode == pen.barcode)
        let view = try await shop.bill(bill.id)
        #expect(view.summary.total == Money(300, .eur))
        #expect(view.lines[0].name == "Pen, blue")
        #expect(view.lines[0].taxRate.basisPoints == 1900)
        #expect(view.totals.tax == Money(48, .eur))
        #expect(view.seller == "Corner shop")
        await shop.close()
    }

    @Test func `a customer is found by id, key and beginning, and sees its own name`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        let mei = try await test.mei()
        for text in [mei.id, "C-104", String(mei.id.prefix(8))] {
            #expect(try await shop.customer(text).id == mei.id)
        }
        #expect(try await shop.customer("walk-in").isWalkIn)
        #expect(
            await refusal { try await shop.addCustomer(CustomerInput(name: "X", ref: "C-104")) }?.code
                == "customer.taken")
        var edit = CustomerEdit()
        edit.name = .to("Mei Tan-Berg")
        edit.texts["phone"] = .some("+49 30 1234")
        edit.texts["email"] = .some(nil)
        let edited = try await shop.editCustomer("C-104", edit).value
        #expect(edited.email == nil)
        let space = try #require(mei.space)
        let profile = try await shop.node.read { snapshot in
            let document = snapshot.document(DocumentReference(space, "profile", "profile"))
            return [document?["name"]?.text, document?["phone"]?.text, document?["shop"]?["name"]?.text]
        }
        #expect(profile == ["Mei Tan-Berg", "+49 30 1234", "Corner shop"])
        #expect(try await shop.customers(matching: "BERG mei").map(\.id) == [mei.id])
        #expect(try await shop.customers(matching: "nobody").isEmpty)
        await shop.close()
    }

    @Test func `two people edit different lines of a draft, and neither is lost`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen()
        try await test.mei()
        let draft = try await shop.createDraft(
            DraftInput(
                customer: "C-104",
                lines: [LineInput(product: "PEN-01", quantity: 1), LineInput(product: "PEN-01", quantity: 2)])
        ).value
        let seen = draft.seen.compactMapValues { SeenEntries(token: $0) }
        var one = DraftEdit()
        one.lines = [LineInput(product: "PEN-01", quantity: 10, key: draft.lines[0].key)]
        var other = DraftEdit()
        other.lines = [LineInput(product: "PEN-01", quantity: 20, key: draft.lines[1].key)]
        other.note = .to("gift wrap")
        _ = try await shop.editDraft(draft.id, one, seen: seen)
        let both = try await shop.editDraft(draft.id, other, seen: seen).value
        #expect(both.lines.map(\.quantity) == [10, 20])
        #expect(both.conflicts.isEmpty)
        // The same line from the same form: both values are kept, and it is said.
        one.lines[0].quantity = 11
        let contested = try await shop.editDraft(draft.id, one, seen: seen).value
        #expect(contested.conflicts == ["lines/\(draft.lines[0].key)"])
        var less = DraftEdit()
        less.removed = [draft.lines[1].key]
        #expect(try await shop.editDraft(draft.id, less).value.lines.count == 1)
        #expect(await refusal { try await shop.editDraft(draft.id, less) }?.code == "line.missing")
        _ = try await shop.deleteDraft(draft.id)
        #expect(try await shop.drafts().isEmpty)
        #expect(await refusal { try await shop.issue(draft: draft.id) }?.code == "draft.missing")
        await shop.close()
    }

    @Test func `what cannot be a bill is refused, and no number is spent`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen()
        try await test.mei()
        let line = LineInput(product: "PEN-01", quantity: 1)
        let draft = try await shop.createDraft(DraftInput(lines: [line])).value
        #expect(await refusal { try await shop.issue(draft: draft.id) }?.code == "draft.customer")
        let today = shop.today
        let cases: [(BillInput, String)] = [
            (BillInput(customer: "C-104", lines: []), "bill.lines"),
            (BillInput(customer: "nobody", lines: [line]), "customer.missing"),
            (BillInput(customer: "C-104", lines: [LineInput(product: "X", quantity: 1)]), "product.missing"),
            (BillInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 0)]), "line.quantity"),
            (BillInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: -1)]), "bill.total"),
            (
                BillInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 1, key: "a/b")]),
                "line.key"
            ),
            (BillInput(customer: "C-104", lines: [line], due: try today.adding(days: -1)), "bill.due"),
            (
                BillInput(
                    customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 1, unitPrice: Money(1, .usd))]),
                "line.currency"
            ),
        ]
        for (input, code) in cases {
            #expect(await refusal { try await shop.issue(input) }?.code == code)
        }
        #expect(try await test.bill().number.counter == 1)
        #expect(try await shop.product("PEN-01").level == 38)
        await shop.close()
    }

    @Test func `lists filter, sort, search and sum`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen()
        try await test.mei()
        _ = try await shop.addCustomer(CustomerInput(name: "Ali", ref: "C-2"))
        let today = shop.today
        let old = try await shop.issue(
            BillInput(
                customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 4)],
                date: try today.adding(days: -30),
                due: try today.adding(days: -16))
        ).value
        let paid = try await test.bill()
        _ = try await shop.pay(bill: paid.id)
        let other = try await shop.issue(
            BillInput(customer: "C-2", lines: [LineInput(product: "PEN-01", quantity: 1)])
        ).value
        var filter = BillFilter()
        filter.conditions = [.overdue]
        #expect(try await shop.bills(filter).map(\.id) == [old.id])
        #expect(try await shop.bills(filter).first?.daysOverdue == 16)
        filter.conditions = [.shown(.open), .shown(.paid)]
        filter.order = .total
        filter.isDescending = true
        #expect(try await shop.bills(filter).map(\.id) == [old.id, paid.id, other.id])
        filter.limit = 1
        #expect(try await shop.bills(filter).count == 1)
        filter = BillFilter()
        filter.customer = "C-2"
        #expect(try await shop.bills(filter).map(\.id) == [other.id])
        filter = BillFilter()
        filter.text = "ali pen"
        #expect(try await shop.bills(filter).map(\.id) == [other.id])
        filter = BillFilter()
        filter.since = today
        filter.onlyHere = true
        #expect(try await shop.bills(filter).count == 2)
        let statistics = try await shop.billStatistics()
        #expect(statistics.count == 3)
        #expect(statistics.byState == ["open": 2, "paid": 1])
        #expect(statistics.overdue == 1)
        #expect(statistics.sums["EUR"]?.open == 750)
        #expect(statistics.sums["EUR"]?.total == 1050)
        let stock = try await shop.stockStatistics()
        #expect(stock.pieces == 33)
        #expect(stock.value["EUR"] == Int64(4950))
        #expect(BillFilter.Condition("nonsense") == nil)
        await shop.close()
    }

    @Test func `a series that another replica claims is left alone, and the own one gets random characters`()
        async throws
    {
        let test = try await TestShop()
        await test.shop.close()
        let (node, _) = try await Node.found(at: test.directory + "/b", schema: .shop, name: "Till 2")
        // What a backup holds that was taken before this directory went on as a new replica.
        _ = try await node.write { transaction in
            let series = DocumentReference(.shop, "series", transaction.series)
            try transaction.set(
                series, "replica", to: .text(String(transaction.replica.prefix(32)) + ".00000000000000aa"))
            try transaction.set(series, "last", to: .text("2025-A-0007"))
            return true
        }
        let shop = try await ShopNode(node)
        _ = try await shop.setUp(ShopSettings(name: "Corner shop"))
        _ = try await shop.addProduct(ProductInput(sku: "PEN-01", name: "Pen", price: Money(150, .eur)))
        var numbers: [BillNumber] = []
        for _ in 0..<2 {
            numbers.append(
                try await shop.issue(
                    BillInput(customer: "walk-in", lines: [LineInput(product: "PEN-01", quantity: 1)])
                ).value.number)
        }
        #expect(numbers.map(\.counter) == [1, 2])
        #expect(numbers[0].series.description.hasPrefix("A."))
        #expect(numbers[0].series.description.count == 7)
        let audit = try await shop.auditNumbers()
        #expect(audit.series.map(\.series) == [numbers[0].series])
        #expect(audit.series[0].isSound)
        // The former line spent seven numbers, none of which is here.
        #expect(audit.discrepancies.map(\.recorded?.counter) == [7])
        #expect(!audit.isSound)
        await shop.close()
    }
}
