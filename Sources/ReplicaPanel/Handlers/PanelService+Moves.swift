import Replica
import ReplicaShop

/// What is done to bills and drafts.
extension PanelService {
    var moveHandlers: [Binding] {
        [
            (.createBill, createBill), (.createDraft, createDraft), (.changeDraft, changeDraft),
            (.deleteDraft, deleteDraft), (.issue, issue), (.pay, pay), (.reverse, reverse), (.credit, credit),
            (.void, void), (.refund, refund), (.ask, ask), (.reply, reply),
        ] + claimHandlers
    }

    /// The answer to a move of a bill.
    func moved(
        _ call: PanelCall, status: ((Written<BillSummary>) -> HTTPStatus)? = nil,
        _ act: @Sendable (ShopNode, String, OperationKey?) async throws -> Receipt<BillSummary>
    ) async throws -> HTTPResponse {
        let written = try await write(call, act)
        return try await answer(
            written, BillJSON.summary(written.value), written.value.document, status: status?(written) ?? .ok)
    }

    private func createBill(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let currency = try await shop.settings().currency
        let input = BillInput(
            customer: body.text("customer") ?? "", lines: try body.lines("lines", in: currency),
            date: try body.day("date"), due: try body.day("due"), discount: try body.discount("discount", in: currency),
            note: body.text("note"))
        return try await moved(call, status: \.status) { try await $0.issue(input, as: $1, operation: $2) }
    }

    private func issue(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let (id, date, due) = (call.path("id"), try body.day("date"), try body.day("due"))
        return try await moved(call) { shop, user, operation in
            try await shop.issue(draft: id, date: date, due: due, as: user, operation: operation)
        }
    }

    private func pay(_ call: PanelCall) async throws -> HTTPResponse {
        let (id, input) = (call.path("id"), try await payment(call))
        return try await moved(call) { try await $0.pay(bill: id, input, as: $1, operation: $2) }
    }

    private func refund(_ call: PanelCall) async throws -> HTTPResponse {
        let (id, input) = (call.path("id"), try await payment(call))
        return try await moved(call) { try await $0.refund(bill: id, input, as: $1, operation: $2) }
    }

    /// What the caller says of a payment or a refund.
    private func payment(_ call: PanelCall) async throws -> PaymentInput {
        let body = BodyReader(call.body)
        return PaymentInput(
            amount: try body.amount("amount", in: try await currency(ofBill: call.path("id"), body)),
            method: body.text("method"), ref: body.text("ref"), day: try body.day("date"), note: body.text("note"),
            acceptsOverpayment: body.flag("overpay") ?? false)
    }

    private func reverse(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let (id, payment, reason) = (call.path("id"), body.text("payment"), body.text("reason"))
        return try await moved(call) { shop, user, operation in
            try await shop.reverse(bill: id, payment: payment, reason: reason, as: user, operation: operation)
        }
    }

    private func credit(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let id = call.path("id")
        let amount = try body.amount("amount", in: try await currency(ofBill: id, body))
        let (reason, day) = (body.text("reason") ?? "", try body.day("date"))
        let restock: Restock = body.flag("restock") ?? false ? .everything : .nothing
        return try await moved(call) { shop, user, operation in
            try await shop.credit(
                bill: id, amount: amount, reason: reason, restock: restock, day: day, as: user, operation: operation)
        }
    }

    private func void(_ call: PanelCall) async throws -> HTTPResponse {
        let (id, reason) = (call.path("id"), BodyReader(call.body).text("reason") ?? "")
        return try await moved(call) { try await $0.void(bill: id, reason: reason, as: $1, operation: $2) }
    }

    /// In what an amount given as text is: the bill's currency.
    private func currency(ofBill id: String, _ body: BodyReader) async throws -> Currency {
        guard body.text("amount") != nil else { return .eur }
        return try await shop.bill(id).summary.total.currency
    }

    private func ask(_ call: PanelCall) async throws -> HTTPResponse {
        let (id, text) = (call.path("id"), BodyReader(call.body).text("text") ?? "")
        return try await talked(call) { try await $0.ask(bill: id, text, as: $1, operation: $2) }
    }

    private func reply(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let (id, question, text) = (call.path("id"), body.text("question"), body.text("text") ?? "")
        return try await talked(call) { shop, user, operation in
            try await shop.answer(bill: id, question: question, text, as: user, operation: operation)
        }
    }

    /// The bill with what was said about it.
    private func talked(
        _ call: PanelCall, _ act: @Sendable (ShopNode, String, OperationKey?) async throws -> Receipt<QuestionView>
    ) async throws -> HTTPResponse {
        let written = try await write(call, act)
        let bill = try await shop.bill(written.value.bill)
        return try await answer(written, BillJSON.full(bill), bill.summary.document)
    }

    // MARK: Drafts

    private func createDraft(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let currency = try await shop.settings().currency
        let input = DraftInput(
            customer: body.text("customer"), lines: try body.lines("lines", in: currency), due: try body.day("due"),
            discount: try body.discount("discount", in: currency), note: body.text("note"))
        let written = try await write(call) { try await $0.createDraft(input, as: $1, operation: $2) }
        return try await answer(
            written, try await json(written.value), written.value.reference, status: written.status)
    }

    private func changeDraft(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let currency = try await shop.settings().currency
        var edit = DraftEdit()
        edit.customer = body.change("customer", body.text("customer"))
        edit.lines = try body.lines("lines", in: currency)
        edit.removed = call.body["remove"]?.arrayValue?.compactMap(\.stringValue) ?? []
        edit.due = body.change("due", try body.day("due"))
        edit.discount = body.change("discount", try body.discount("discount", in: currency))
        edit.note = body.change("note", body.text("note"))
        let (id, wanted, seen) = (call.path("id"), edit, try body.seen())
        let written = try await write(call) { try await $0.editDraft(id, wanted, seen: seen, as: $1, operation: $2) }
        return try await answer(written, try await json(written.value), written.value.reference)
    }

    private func deleteDraft(_ call: PanelCall) async throws -> HTTPResponse {
        let id = call.path("id")
        let written = try await write(call) { try await $0.deleteDraft(id, as: $1, operation: $2) }
        return .json(["id": .string(written.value), "write": written.json(reach: nil)])
    }
}
