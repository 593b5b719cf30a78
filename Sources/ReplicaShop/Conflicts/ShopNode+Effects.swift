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
            let facts = transaction.facts(about: reference, conflict.path)
            let before = facts.map { $0.read(transaction, desk) }
            try transaction.settle(conflict, keeping: kept, field: field, desk)
            return zip(facts, before).compactMap { fact, before in
                let after = fact.read(transaction, desk)
                return before == after ? nil : ConflictEffect(what: fact.what, before: before, after: after)
            }
        }.value
    }
}

/// Something that a decision may change, and how to read it.
private struct Fact {
    let what: String
    let read: (borrowing Transaction, Desk) -> String
}

extension Transaction {
    /// What a decision about a document may change, each once, by the names that it has before.
    fileprivate func facts(about reference: DocumentReference, _ path: String?) -> [Fact] {
        guard let document = document(reference) else { return [] }
        switch reference.collection {
        case ShopCollection.bill: return facts(ofBill: reference)
        case ShopCollection.payment, ShopCollection.credit, ShopCollection.question:
            guard let bill = document["bill"]?.text else { return [] }
            return facts(ofBill: DocumentReference(reference.space, ShopCollection.bill, bill))
        case ShopCollection.draft:
            let bills = DraftRecord(document).issues.compactMap { issue in
                CustomerSpaceID(issue.customer).map {
                    DocumentReference(.customer($0), ShopCollection.bill, issue.bill)
                }
            }
            return bills.flatMap { facts(ofBill: $0) } + levels(of: bills) + shown(reference, path)
        case ShopCollection.product: return levels([reference.id]) + shown(reference, path)
        default: return shown(reference, path)
        }
    }

    private func facts(ofBill bill: DocumentReference) -> [Fact] {
        guard let number = document(bill)?["number"]?.text else { return [] }
        func fact(_ what: String, _ read: @escaping (BillSummary) -> String) -> Fact {
            Fact(what: "\(number), \(what)") { transaction, desk in
                transaction.present(bill, desk).map(read) ?? ""
            }
        }
        return [
            fact("state") { $0.payment.rawValue }, fact("open") { $0.open.description },
            fact("received") { $0.received.description }, fact("to give back") { $0.toGiveBack.description },
        ]
    }

    /// A bill with what this transaction has written of its ledger, which is not among what belongs to it yet.
    private func present(_ bill: DocumentReference, _ desk: Desk) -> BillSummary? {
        let entries = belonging(to: bill, ShopCollection.payment).map(\.reference)
        let reversals = entries.map {
            DocumentReference(bill.space, ShopCollection.payment, LedgerEntry.reversalID(of: $0.id))
        }
        return try? summary(of: bill, with: reversals.filter { !entries.contains($0) && document($0) != nil }, desk)
    }

    private func levels(of bills: [DocumentReference]) -> [Fact] {
        let lines = bills.flatMap { document($0)?["lines"]?.list ?? [] }
        return levels(Set(lines.compactMap { $0["product"]?.text }).sorted())
    }

    private func levels(_ products: [String]) -> [Fact] {
        products.compactMap { id in
            let reference = DocumentReference(.shop, ShopCollection.product, id)
            guard let sku = document(reference)?["sku"]?.text else { return nil }
            return Fact(what: "level of \(sku)") { transaction, _ in
                (transaction.document(reference).flatMap { ProductView($0) }?.level).map { String($0) } ?? ""
            }
        }
    }

    /// A register; states and levels are told otherwise.
    private func shown(_ reference: DocumentReference, _ path: String?) -> [Fact] {
        guard let path, let document = document(reference), document.state(path) == nil,
            path != StockPlace.field, !path.hasPrefix(StockPlace.prefix), path != DraftPath.issued
        else { return [] }
        let isRate = path == "taxRate"
        return [
            Fact(what: isRate ? "tax rate" : path) { transaction, _ in
                guard let value = transaction.document(reference)?[path] else { return Value.null.label }
                return ShopConflict.label(of: value, .register, path, in: transaction.snapshot)
            }
        ]
    }
}
