import Replica
import ReplicaShop
import Testing

@Suite struct PaymentActionTests {
    private func shop() async throws -> TestShop {
        let test = try await TestShop()
        try await test.pen()
        try await test.mei()
        return test
    }

    @Test func `a payment is recorded with the move it stands for, and once`() async throws {
        let test = try await shop()
        let bill = try await test.bill()
        let operation = test.shop.node.newOperation()
        for attempt in 0..<2 {
            let receipt = try await test.shop.pay(
                bill: bill.number.description, PaymentInput(amount: Money(100, .eur), method: "cash"), as: "Ben",
                operation: operation)
            #expect(receipt.value.payment == .partlyPaid)
            #expect(receipt.value.open == Money(200, .eur))
            #expect(receipt.isRepetition == (attempt == 1))
        }
        let rest = try await test.shop.pay(bill: bill.id).value
        #expect(rest.payment == .paid)
        #expect(rest.open.minor == 0)
        let view = try await test.shop.bill(bill.id)
        #expect(view.entries.map(\.amount.minor) == [100, 200])
        #expect(view.entries[0].by == "Ben")
        #expect(view.entries[0].method == "cash")
        #expect(await refusal { try await test.shop.pay(bill: bill.id) }?.code == "bill.settled")
        #expect(
            await refusal { try await test.shop.pay(bill: bill.id, PaymentInput(amount: Money(1, .eur))) }?.code
                == "amount.too-much")
        #expect(
            await refusal { try await test.shop.pay(bill: bill.id, PaymentInput(amount: Money(1, .usd))) }?.code
                == "amount.currency")
        await test.shop.close()
    }

    @Test func `a reversal takes a payment back once, and the bill is open again`() async throws {
        let test = try await shop()
        let bill = try await test.bill()
        _ = try await test.shop.pay(bill: bill.id)
        let reversed = try await test.shop.reverse(bill: bill.id, reason: "wrong bill").value
        #expect(reversed.payment == .open)
        #expect(reversed.received.minor == 0)
        #expect(await refusal { try await test.shop.reverse(bill: bill.id) }?.code == "payment.which")
        let view = try await test.shop.bill(bill.id)
        #expect(view.entries.map(\.kind) == [.payment, .reversal])
        #expect(view.entries[1].of == view.entries[0].id)
        #expect(view.entries[1].note == "wrong bill")
        #expect(
            await refusal { try await test.shop.reverse(bill: bill.id, payment: view.entries[0].id) }?.code
                == "payment.reversed")
        #expect(
            await refusal { try await test.shop.reverse(bill: bill.id, payment: "nothing") }?.code
                == "payment.missing")
        await test.shop.close()
    }

    @Test func `a refund gives back what was received, and can itself be reversed`() async throws {
        let test = try await shop()
        let bill = try await test.bill()
        #expect(await refusal { try await test.shop.refund(bill: bill.id) }?.code == "bill.unpaid")
        _ = try await test.shop.pay(bill: bill.id)
        let refunded = try await test.shop.refund(bill: bill.id).value
        #expect(refunded.payment == .refunded)
        #expect(refunded.received.minor == 0)
        let refund = try await test.shop.bill(bill.id).entries[1]
        let again = try await test.shop.reverse(bill: bill.id, payment: refund.id).value
        #expect(again.payment == .paid)
        #expect(again.received == Money(300, .eur))
        await test.shop.close()
    }

    @Test func `a void needs a bill without money, keeps its number, and its goods return`() async throws {
        let test = try await shop()
        let bill = try await test.bill(pens: 3)
        _ = try await test.shop.pay(bill: bill.id)
        let refused = await refusal { try await test.shop.void(bill: bill.id, reason: "entered twice") }
        #expect(refused?.code == "bill.void.paid")
        #expect(refused?.kind == .refused)
        #expect(refused?.message == "2026-A-0001 has money on it".replacingYear(bill.number))
        #expect(refused?.hint == "give the money back first, or credit the bill")
        _ = try await test.shop.reverse(bill: bill.id)
        #expect(try await test.shop.product("PEN-01").level == 37)
        let void = try await test.shop.void(bill: bill.id, reason: "entered twice", as: "Ben").value
        #expect(void.payment == .void)
        #expect(void.number == bill.number)
        #expect(try await test.shop.product("PEN-01").level == 40)
        #expect(
            await refusal { try await test.shop.void(bill: bill.id, reason: "again") }?.code == "bill.void")
        #expect(await refusal { try await test.shop.pay(bill: bill.id) }?.code == "bill.void")
        let view = try await test.shop.bill(bill.id)
        #expect(view.voidReason == "entered twice")
        #expect(try await test.shop.auditStock().isSound)
        await test.shop.close()
    }

    @Test func `a credit lowers what is owed, and brings goods back only if it says so`() async throws {
        let test = try await shop()
        let bill = try await test.bill(pens: 4)
        let some = try await test.shop.credit(bill: bill.id, amount: Money(150, .eur), reason: "one was dry").value
        #expect(some.open == Money(450, .eur))
        #expect(try await test.shop.product("PEN-01").level == 36)
        let more = try await test.shop.credit(
            bill: bill.id, amount: Money(300, .eur), reason: "returned", restock: .lines(["1": 2])
        ).value
        #expect(more.open == Money(150, .eur))
        #expect(try await test.shop.product("PEN-01").level == 38)
        #expect(
            await refusal {
                try await test.shop.credit(
                    bill: bill.id, amount: Money(1, .eur), reason: "returned", restock: .lines(["1": 3]))
            }?.code == "quantity.range")
        _ = try await test.shop.pay(bill: bill.id)
        let all = try await test.shop.credit(bill: bill.id, reason: "all back", restock: .everything).value
        #expect(all.toGiveBack == Money(150, .eur))
        #expect(try await test.shop.product("PEN-01").level == 40)
        #expect(
            await refusal { try await test.shop.credit(bill: bill.id, reason: "more") }?.code == "amount.zero")
        _ = try await test.shop.refund(bill: bill.id)
        #expect(
            await refusal { try await test.shop.void(bill: bill.id, reason: "x") }?.code == "bill.void.credited")
        #expect(try await test.shop.auditStock().isSound)
        await test.shop.close()
    }

    @Test func `claims follow the machine: reported, disputed, reported again, withdrawn, written off`() async throws {
        let test = try await shop()
        let bill = try await test.bill()
        #expect(await refusal { try await test.shop.dispute(bill: bill.id) }?.code == "bill.move")
        #expect(await refusal { try await test.shop.withdrawReport(bill: bill.id) }?.code == "bill.move")
        #expect(try await test.shop.report(bill: bill.id).value.payment == .reported)
        #expect(try await test.shop.dispute(bill: bill.id).value.payment == .disputed)
        #expect(try await test.shop.report(bill: bill.id).value.payment == .reported)
        #expect(try await test.shop.withdrawReport(bill: bill.id).value.payment == .open)
        #expect(try await test.shop.writeOff(bill: bill.id).value.payment == .writtenOff)
        #expect(try await test.shop.undoWriteOff(bill: bill.id).value.payment == .open)
        _ = try await test.shop.pay(bill: bill.id)
        #expect(await refusal { try await test.shop.withdrawReport(bill: bill.id) }?.code == "bill.move")
        await test.shop.close()
    }

    @Test func `what is declared again changes nothing, and what can't be declared is said in plain words`()
        async throws
    {
        let test = try await shop()
        let bill = try await test.bill()
        #expect(
            await refusal { try await test.shop.withdrawReport(bill: bill.id) }?.message
                == "there is nothing to take back: the bill is neither reported as paid nor written off, but open")
        #expect(
            await refusal { try await test.shop.dispute(bill: bill.id) }?.message
                == "only a payment that was reported can be disputed, and the bill is open")
        for _ in 0..<2 { #expect(try await test.shop.report(bill: bill.id).value.payment == .reported) }
        for _ in 0..<2 { #expect(try await test.shop.dispute(bill: bill.id).value.payment == .disputed) }
        for _ in 0..<2 { #expect(try await test.shop.writeOff(bill: bill.id).value.payment == .writtenOff) }
        _ = try await test.shop.pay(bill: bill.id)
        #expect(
            await refusal { try await test.shop.report(bill: bill.id) }?.message
                == "a payment is reported while a bill is open or disputed, and this one is paid")
        await test.shop.close()
    }

    @Test func `a draft that is named as a bill is told from what does not exist`() async throws {
        let test = try await shop()
        let draft = try await test.shop.createDraft(
            DraftInput(customer: "C-104", lines: [LineInput(product: "PEN-01", quantity: 2)])
        ).value.id
        let short = String(draft.prefix(8))
        let unissued = await refusal { try await test.shop.pay(bill: short) }
        #expect(unissued?.code == "bill.draft")
        #expect(unissued?.message == "\"\(short)\" is a draft and was not issued yet")
        #expect(unissued?.hint == "issue it first")
        let number = try await test.shop.issue(draft: draft).value.number
        #expect(
            await refusal { try await test.shop.void(bill: draft, reason: "x") }?.message
                == "\"\(draft)\" is the draft that was issued as \(number)")
        #expect(await refusal { try await test.shop.pay(bill: "nothing") }?.code == "bill.missing")
        await test.shop.close()
    }

    @Test func `where several entries or questions could be meant, each is named`() async throws {
        let test = try await shop()
        let bill = try await test.bill()
        for method in ["cash", "card"] {
            _ = try await test.shop.pay(bill: bill.id, PaymentInput(amount: Money(100, .eur), method: method))
        }
        let which = await refusal { try await test.shop.reverse(bill: bill.id) }
        for entry in try await test.shop.bill(bill.id).entries {
            let named = "\(entry.id.prefix(8)) (payment, 1.00 EUR, \(entry.method ?? ""), \(test.shop.today))"
            #expect(which?.message.contains(named) == true, "\(which?.message ?? "")")
        }
        let questions = [
            try await test.shop.ask(bill: bill.id, "Why two?").value,
            try await test.shop.ask(bill: bill.id, "Which pens?").value,
        ]
        let asked = await refusal { try await test.shop.answer(bill: bill.id, "Because.") }
        for question in questions {
            #expect(asked?.message.contains("\(question.id.prefix(8)) (\"\(question.text)\")") == true)
        }
        _ = try await test.shop.answer(bill: bill.id, question: String(questions[0].id.prefix(8)), "Because.")
        await test.shop.close()
    }

    @Test func `a bill with too much on it says how much is to give back`() async throws {
        let test = try await shop()
        let overpaid = try await test.bill(pens: 14)
        let paid = try await test.shop.pay(
            bill: overpaid.id, PaymentInput(amount: Money(5000, .eur), acceptsOverpayment: true)
        ).value
        #expect(paid.total == Money(2100, .eur))
        #expect(paid.received == Money(5000, .eur))
        #expect(paid.toGiveBack == Money(2900, .eur))
        #expect(paid.isOverpaid)
        let credited = try await test.bill()
        _ = try await test.shop.pay(bill: credited.id)
        let back = try await test.shop.credit(bill: credited.id, reason: "all back").value
        #expect(back.credited == Money(300, .eur))
        #expect(back.toGiveBack == Money(300, .eur))
        #expect(back.isOverpaid)
        await test.shop.close()
    }

    @Test func `a move that was decided on an older state is refused as stale`() async throws {
        let test = try await shop()
        let bill = try await test.bill()
        _ = try await test.shop.report(bill: bill.id)
        let seen = SeenEntries(token: try await test.shop.bill(bill.id).seen["payment"] ?? "")
        _ = try await test.shop.withdrawReport(bill: bill.id)
        _ = try await test.shop.report(bill: bill.id)
        await #expect(throws: ReplicaError.self) { try await test.shop.dispute(bill: bill.id, seen: seen) }
        await test.shop.close()
    }

    @Test func `a question is asked and answered, and the note is shared`() async throws {
        let test = try await shop()
        let bill = try await test.bill()
        let question = try await test.shop.ask(bill: bill.id, "Why two pens?").value
        var unanswered = BillFilter()
        unanswered.conditions = [.unanswered]
        #expect(try await test.shop.bills(unanswered).map(\.unansweredQuestions) == [1])
        #expect(try await test.shop.billStatistics().unansweredQuestions == 1)
        _ = try await test.shop.answer(bill: bill.id, "Because they were on offer.")
        #expect(try await test.shop.bills(unanswered).isEmpty)
        #expect(try await test.shop.billStatistics().unansweredQuestions == 0)
        await #expect(throws: ShopError.trade(.whichQuestion(open: []))) {
            try await test.shop.answer(bill: bill.id, "Yes.")
        }
        await #expect(throws: ShopError.trade(.notFound(.question, "x"))) {
            try await test.shop.answer(bill: bill.id, question: "x", "Yes.")
        }
        _ = try await test.shop.answer(bill: bill.id, question: question.id, "They were on offer.")
        _ = try await test.shop.note(bill: bill.id, "leave at the door")
        let view = try await test.shop.bill(bill.number.description)
        #expect(view.questions.map(\.answer) == ["They were on offer."])
        #expect(view.note == "leave at the door")
        await test.shop.close()
    }

    @Test func `a bill is found by number, by id and by the beginning of its id, and by nothing else`() async throws {
        let test = try await shop()
        let bill = try await test.bill()
        for text in [bill.number.description, bill.number.description.lowercased(), bill.id, String(bill.id.prefix(6))]
        {
            #expect(try await test.shop.bill(text).summary.id == bill.id)
        }
        let error = await refusal { try await test.shop.bill("2026-Z-0001") }
        #expect(error?.code == "bill.missing")
        #expect(error?.kind == .notFound)
        #expect(await refusal { try await test.shop.bill(String(bill.id.prefix(3))) }?.code == "bill.missing")
        await test.shop.close()
    }
}

extension String {
    /// The text with the year of a number in it, whatever year the test runs in.
    fileprivate func replacingYear(_ number: BillNumber) -> String {
        "\(number)" + drop { $0 != " " }
    }
}
