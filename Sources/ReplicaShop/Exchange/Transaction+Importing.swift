import Replica

extension Transaction {
    /// Why a bill of a file is void or credited, if the file does not say it.
    private static let unknownReason = "as in the imported file"

    /// Issues a bill of a file, with what is recorded on it. What needs a second move of the payment machine is left to
    /// ``finish(_:_:)``.
    mutating func issue(_ bill: ImportedBill, id: String, _ desk: Desk) throws -> String {
        let terms = bill.terms
        if let refunded = terms.refunded, refunded.minor > terms.paid?.minor ?? 0 {
            throw ShopError.trade(.tooMuch(limit: terms.paid ?? .zero(refunded.currency)))
        }
        let input = BillInput(
            customer: bill.customer,
            lines: bill.lines.map { LineInput(product: $0.sku, quantity: $0.quantity, unitPrice: $0.price) },
            date: bill.date, due: terms.due, importKey: bill.key)
        let issued = try issue(input, id: id, takesStock: terms.state != .void, desk)
        guard let reference = issued.reference else { return id }
        let credits = try credit(bill, reference, desk)
        if let paid = terms.paid, paid.minor > 0 {
            let payment = PaymentInput(amount: paid, day: bill.date, acceptsOverpayment: true)
            _ = try pay(reference, payment, id: operation.documentID("paid:" + bill.key), with: credits, desk)
        } else if terms.state == .reported || terms.state == .disputed {
            try move(reference, PaymentState.machine.field, to: PaymentState.reported.rawValue)
        }
        if terms.state == .void {
            _ = try void(
                reference, reason: terms.reason ?? Self.unknownReason, day: bill.date, acceptsMoney: true, desk)
        }
        return id
    }

    /// Does what must follow in a later transaction, once.
    mutating func finish(_ bill: ImportedBill, _ desk: Desk) throws {
        guard let document = keyed(ShopCollection.bill, "importKey", bill.key) else { return }
        let record = try record(of: document.reference)
        if let refunded = bill.terms.refunded, refunded.minor > 0 {
            _ = try refund(
                document.reference, PaymentInput(amount: refunded, day: bill.date),
                id: operation.documentID("refunded:" + bill.key), desk)
            return
        }
        let next: PaymentState? =
            switch bill.terms.state {
            case .writtenOff: .writtenOff
            case .disputed: .disputed
            case .issued, .void, .reported, nil: nil
            }
        guard let next, PaymentState.machine.has(from: record.machine, to: next) else { return }
        try move(document.reference, PaymentState.machine.field, to: next.rawValue)
    }

    private mutating func credit(
        _ bill: ImportedBill, _ reference: DocumentReference, _ desk: Desk
    ) throws -> [DocumentReference] {
        guard let credited = bill.terms.credited, credited.minor > 0 else { return [] }
        let id = operation.documentID("credited:" + bill.key)
        _ = try credit(
            reference, amount: credited, reason: bill.terms.reason ?? Self.unknownReason, restock: .nothing,
            day: bill.date, id: id, desk)
        return [DocumentReference(reference.space, ShopCollection.credit, id)]
    }
}
