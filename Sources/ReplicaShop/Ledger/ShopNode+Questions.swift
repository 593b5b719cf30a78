public import Replica

extension ShopNode {
    /// Asks something about a bill; a customer's way to say that something is wrong with it.
    public func ask(
        bill: String, _ text: String, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<QuestionView> {
        try await act(nil, as: user, operation) { transaction, _ in
            let bill = try transaction.bill(bill)
            let reference = DocumentReference(
                bill.reference.space, ShopCollection.question, transaction.operation.documentID)
            try transaction.set(reference, "bill", to: .text(bill.id))
            try transaction.set(reference, "text", to: .text(try TextKind.note.clean(text)))
            return try transaction.question(reference)
        }
    }

    /// Answers a question, named by its id or the beginning of it.
    public func answer(
        question: String, _ text: String, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<QuestionView> {
        try await act("answer customers", as: user, operation) { transaction, _ in
            let spaces = transaction.snapshot.spaces.filter { $0.kind == .customer }
            guard
                let found = try transaction.identified(
                    ShopCollection.question, in: spaces, question, as: .question)
            else { throw ShopError.trade(.notFound(.question, question)) }
            try transaction.put(found.reference, "answer", .text(try TextKind.note.clean(text)))
            return try transaction.question(found.reference)
        }
    }

    /// Writes the note on a bill, which shop and customer share; an empty one clears it.
    public func note(
        bill: String, _ text: String, seen: SeenEntries? = nil, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await act(nil, as: user, operation) { transaction, desk in
            let reference = try transaction.bill(bill).reference
            try transaction.put(
                reference, "note", .text(orNull: try TextKind.note.cleanOptional(text)), seen: seen)
            return try transaction.summary(of: reference, desk)
        }
    }
}

extension Transaction {
    fileprivate func question(_ reference: DocumentReference) throws(ShopError) -> QuestionView {
        guard let view = document(reference).flatMap(QuestionView.init) else {
            throw .trade(.notFound(.question, reference.id))
        }
        return view
    }
}
