import Replica
import ReplicaShop

/// Bills, drafts and what is recorded on bills, in the shapes of the interface; without their reach.
enum BillJSON {
    /// What lists show of a bill, and every action on one answers.
    static func summary(_ bill: BillSummary) -> JSON {
        var json: JSON = [
            "id": .string(bill.id), "number": .string(bill.number.description), "state": .string(bill.state.rawValue),
            "payment": .string(bill.payment.rawValue), "customer": .string(bill.customer),
            "customerName": .string(bill.customerName), "date": JSON(bill.date), "due": JSON(bill.due),
            "overdueDays": JSON(bill.daysOverdue.map { Int64($0) }), "total": JSON(bill.total), "open": JSON(bill.open),
            "received": JSON(bill.received), "credited": JSON(bill.credited), "toGiveBack": JSON(bill.toGiveBack),
            "writtenOff": JSON(bill.writtenOff), "contradictory": .bool(bill.isContradictory),
            "overpaid": .bool(bill.isOverpaid), "unanswered": JSON(bill.unansweredQuestions),
        ]
        if let declared = bill.declared { json["declared"] = .string(declared.rawValue) }
        if let key = bill.importKey { json["key"] = .string(key) }
        if let draft = bill.draft { json["draft"] = .string(draft) }
        json["conflicts"] = .array(bill.conflicts.map { .string($0) })
        json["changedAt"] = JSON(microseconds: bill.changedAtMicroseconds)
        return json
    }

    /// Everything of a bill.
    static func full(_ bill: BillView) -> JSON {
        var json = summary(bill.summary)
        json["net"] = JSON(bill.totals.net)
        json["tax"] = JSON(bill.totals.tax)
        json["taxes"] = .array(
            bill.totals.taxes.map { ["rate": JSON($0.rate), "net": JSON($0.net), "tax": JSON($0.tax)] })
        json["taxRule"] = .string(bill.totals.rule)
        json["discount"] = JSON(bill.totals.discount)
        if let discount = bill.totals.billDiscount { json["billDiscount"] = JSON(discount) }
        json["lines"] = .array(bill.lines.map(line))
        json["buyer"] = .object(JSONObject(bill.buyer.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
        json["seller"] = .string(bill.seller)
        if let letterhead = bill.letterhead { json["letterhead"] = self.letterhead(letterhead) }
        if let note = bill.note { json["note"] = .string(note) }
        if let reason = bill.voidReason { json["reason"] = .string(reason) }
        if let day = bill.voidDay { json["voided"] = JSON(day) }
        if let by = bill.by { json["by"] = .string(by) }
        json["payments"] = .array(
            bill.entries.map { entry in
                var json = payment(entry, number: bill.summary.number.description)
                json["stands"] = .bool(bill.standing.contains(entry.id))
                return json
            })
        json["credits"] = .array(bill.credits.map(credit))
        json["questions"] = .array(bill.questions.map(question))
        return json
    }

    /// What stands on bills besides the shop's name, by member.
    static func letterhead(_ letterhead: Letterhead) -> JSON {
        .object(JSONObject(letterhead.lines.map { ($0.name, .string($0.text)) }))
    }

    /// A draft, in the shape of a bill.
    static func draft(_ draft: DraftView, customerName: String?, estimate: DraftEstimate? = nil) -> JSON {
        var json: JSON = [
            "id": .string(draft.id), "number": .null, "state": "draft", "payment": .null,
            "customer": JSON(draft.customer), "customerName": JSON(customerName), "date": .null, "due": JSON(draft.due),
            "overdueDays": .null, "total": JSON(draft.total), "open": .null,
            "lines": .array(draft.lines.enumerated().map { line($1, $0, estimate) }),
            "issuedAs": .array(draft.issuedAs.map { .string($0) }),
        ]
        if let note = draft.note { json["note"] = .string(note) }
        if let discount = draft.discount { json["billDiscount"] = JSON(discount) }
        if let totals = estimate?.totals {
            json["net"] = JSON(totals.net)
            json["tax"] = JSON(totals.tax)
            json["taxes"] = .array(
                totals.taxes.map { ["rate": JSON($0.rate), "net": JSON($0.net), "tax": JSON($0.tax)] })
            json["discount"] = JSON(totals.discount)
        }
        json["conflicts"] = .array(draft.conflicts.map { .string($0) })
        json["changedAt"] = JSON(microseconds: draft.changedAtMicroseconds)
        return json
    }

    /// An entry of a bill's ledger.
    static func payment(_ entry: LedgerEntry, number: String?) -> JSON {
        var json: JSON = [
            "id": .string(entry.id), "bill": .string(entry.bill), "number": JSON(number),
            "kind": .string(entry.kind.rawValue), "amount": JSON(entry.amount), "date": JSON(entry.day),
            "madeAt": JSON(microseconds: entry.madeAtMicroseconds),
        ]
        if let method = entry.method { json["method"] = .string(method) }
        if let ref = entry.ref { json["ref"] = .string(ref) }
        if let note = entry.note { json["note"] = .string(note) }
        if let by = entry.by { json["by"] = .string(by) }
        if let of = entry.of { json["reverses"] = .string(of) }
        return json
    }

    private static func line(_ line: IssuedLine) -> JSON {
        var json: JSON = [
            "key": .string(line.key), "sku": .string(line.sku), "name": .string(line.name),
            "product": .string(line.product), "quantity": .integer(line.quantity), "price": JSON(line.unitPrice),
            "rate": JSON(line.taxRate), "net": JSON(line.net), "tax": JSON(line.tax), "total": JSON(line.gross),
        ]
        if let discount = line.discount { json["discount"] = JSON(discount) }
        return json
    }

    private static func line(_ line: DraftView.Line, _ index: Int, _ estimate: DraftEstimate?) -> JSON {
        var json: JSON = [
            "key": .string(line.key), "sku": .string(line.sku), "name": .string(line.name),
            "product": .string(line.product), "quantity": .integer(line.quantity), "price": JSON(line.unitPrice),
        ]
        if let discount = line.discount { json["discount"] = JSON(discount) }
        if let estimate {
            json["presentPrice"] = JSON(estimate.lines[index].unitPrice)
            json["rate"] = JSON(estimate.lines[index].taxRate)
            json["total"] = JSON(estimate.totals.lines[index].gross)
            json["left"] = .integer(estimate.levels[index])
        }
        return json
    }

    private static func credit(_ credit: CreditView) -> JSON {
        var json: JSON = [
            "id": .string(credit.id), "amount": JSON(credit.amount), "reason": .string(credit.reason),
            "date": JSON(credit.day), "madeAt": JSON(microseconds: credit.madeAtMicroseconds),
        ]
        if let by = credit.by { json["by"] = .string(by) }
        return json
    }

    private static func question(_ question: QuestionView) -> JSON {
        [
            "id": .string(question.id), "text": .string(question.text), "answer": JSON(question.answer),
            "changedAt": JSON(microseconds: question.changedAtMicroseconds),
        ]
    }
}
