import Replica

extension DocumentReading {
    /// The bill that a number, an id or the beginning of an id names.
    func bill(_ text: String) throws(ShopError) -> DocumentView {
        if let found = keyed(ShopCollection.bill, "number", text)
            ?? keyed(ShopCollection.bill, "number", text.uppercased())
        {
            return found
        }
        let spaces = snapshot.spaces.filter { $0.kind == .customer }
        guard let found = try identified(ShopCollection.bill, in: spaces, text, as: .bill) else {
            throw .trade(.notFound(.bill, text))
        }
        return found
    }

    /// The same for an action: a draft is told from what does not exist.
    func issuedBill(_ text: String) throws(ShopError) -> DocumentView {
        do {
            return try bill(text)
        } catch {
            guard case .trade(.notFound) = error, let draft = try? draft(text) else { throw error }
            throw .trade(.draft(text, issuedAs: DraftRecord(draft).issues.first?.number))
        }
    }

    /// The documents of a bill's ledger, credits or questions: those of before the transaction.
    func belonging(to bill: DocumentReference, _ collection: String) -> [DocumentView] {
        snapshot.lookup(collection, "bill", .text(bill.id)).filter { $0.reference.space == bill.space }
    }

    /// A bill with its ledger. `extra` are documents that this transaction has written.
    func record(of bill: DocumentReference, with extra: [DocumentReference] = []) throws(ShopError) -> BillRecord {
        let written = extra.compactMap { document($0) }
        guard let document = document(bill),
            let record = BillRecord(
                document,
                entries: belonging(to: bill, ShopCollection.payment)
                    + written.filter { $0.reference.collection == ShopCollection.payment },
                credits: belonging(to: bill, ShopCollection.credit)
                    + written.filter { $0.reference.collection == ShopCollection.credit },
                questions: belonging(to: bill, ShopCollection.question))
        else { throw .trade(.notFound(.bill, bill.id)) }
        return record
    }

    /// How a bill shows itself now.
    func summary(
        of bill: DocumentReference, with extra: [DocumentReference] = [], _ desk: Desk
    ) throws(ShopError) -> BillSummary {
        try record(of: bill, with: extra).summary(on: desk.today)
    }
}
