import Replica

extension ShopNode {
    /// What keeping a side of a conflict would change in bills and stock: it is tried, and nothing is written. Throws what
    /// ``resolve(conflict:keeping:as:operation:)`` would.
    public func effects(of conflict: ShopConflict, keeping side: String) async throws -> [ConflictEffect] {
        guard let kept = conflict.sides.first(where: { $0.id == side }), let reference = conflict.reference else {
            throw ShopError.trade(.notFound(.conflict, side))
        }
        let field = try await node.conflicts().first { $0.id == conflict.id }
        return try await rehearsal.act("settle conflicts", as: "", nil) { transaction, desk in
            let before = transaction.facts(about: reference, conflict.path, desk)
            try transaction.settle(conflict, keeping: kept, field: field, desk)
            let after = Dictionary(
                transaction.facts(about: reference, conflict.path, desk).map { ($0.what, $0.value) },
                uniquingKeysWith: { one, _ in one })
            return before.compactMap { fact in
                let now = after[fact.what] ?? ""
                return now == fact.value ? nil : ConflictEffect(what: fact.what, before: fact.value, after: now)
            }
        }.value
    }
}

extension Transaction {
    fileprivate typealias Fact = (what: String, value: String)

    /// What a decision about a document may change.
    fileprivate func facts(about reference: DocumentReference, _ path: String?, _ desk: Desk) -> [Fact] {
        guard let document = document(reference) else { return [] }
        switch reference.collection {
        case ShopCollection.bill: return facts(ofBill: reference, desk)
        case ShopCollection.payment, ShopCollection.credit, ShopCollection.question:
            guard let bill = document["bill"]?.text else { return [] }
            return facts(ofBill: DocumentReference(reference.space, ShopCollection.bill, bill), desk)
        case ShopCollection.draft:
            return DraftRecord(document).issues.flatMap { issue -> [Fact] in
                guard let space = CustomerSpaceID(issue.customer) else { return [] }
                let bill = DocumentReference(.customer(space), ShopCollection.bill, issue.bill)
                return facts(ofBill: bill, desk) + levels(of: bill)
            }
        case ShopCollection.product:
            guard let product = ProductView(document) else { return [] }
            return [("level of \(product.sku)", String(product.level))] + shown(document, path)
        default: return shown(document, path)
        }
    }

    private func facts(ofBill bill: DocumentReference, _ desk: Desk) -> [Fact] {
        // What this transaction has written is not among what belongs to the bill yet.
        let entries = belonging(to: bill, ShopCollection.payment).map(\.reference)
        let reversals = entries.map {
            DocumentReference(bill.space, ShopCollection.payment, LedgerEntry.reversalID(of: $0.id))
        }
        let written = reversals.filter { !entries.contains($0) && document($0) != nil }
        guard let summary = try? summary(of: bill, with: written, desk) else { return [] }
        let number = summary.number.description
        return [
            ("\(number), state", summary.payment.rawValue), ("\(number), open", summary.open.description),
            ("\(number), received", summary.received.description),
            ("\(number), to give back", summary.toGiveBack.description),
        ]
    }

    private func levels(of bill: DocumentReference) -> [Fact] {
        let products = (document(bill)?["lines"]?.list ?? []).compactMap { $0["product"]?.text }
        return products.compactMap { id in
            document(DocumentReference(.shop, ShopCollection.product, id)).flatMap { ProductView($0) }
        }.map { ("level of \($0.sku)", String($0.level)) }
    }

    private func shown(_ document: DocumentView, _ path: String?) -> [Fact] {
        guard let path, document.state(path) == nil, let value = document[path] else { return [] }
        return [(path, value.label)]
    }
}
