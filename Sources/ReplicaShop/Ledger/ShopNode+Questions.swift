public import Replica

extension ShopNode {
    /// Asks something about a bill; a customer's way to say that something is wrong with it.
    public func ask(
        bill: String, _ text: String, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<QuestionView> {
        try await act(nil, as: user, operation) { transaction, _ in
            let bill = try transaction.issuedBill(bill)
            let reference = DocumentReference(
                bill.reference.space, ShopCollection.question, transaction.operation.documentID)
            try transaction.set(reference, "bill", to: .text(bill.id))
            try transaction.set(reference, "text", to: .text(try TextKind.note.clean(text)))
            return try transaction.question(reference)
        }
    }

    /// Answers a question about a bill: the one whose id begins with `question`, else the only one without an answer.
    public func answer(
        bill: String, question: String? = nil, _ text: String, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<QuestionView> {
        try await act("answer customers", as: user, operation) { transaction, _ in
            let bill = try transaction.issuedBill(bill).reference
            let reference = DocumentReference(
                bill.space, ShopCollection.question, try transaction.question(about: bill, question).id)
            try transaction.put(reference, "answer", .text(try TextKind.note.clean(text)))
            return try transaction.question(reference)
        }
    }

    /// Writes the note on a bill, which shop and customer share; an empty one clears it.
    public func note(
        bill: String, _ text: String, seen: SeenEntries? = nil, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<BillSummary> {
        try await act(nil, as: user, operation) { transaction, desk in
            let reference = try transaction.issuedBill(bill).reference
            try transaction.put(
                reference, "note", .text(orNull: try TextKind.note.cleanOptional(text)), seen: seen)
            return try transaction.summary(of: reference, desk)
        }
    }
}

extension DocumentReading {
    /// The question that is named, or the only one without an answer.
    fileprivate func question(about bill: DocumentReference, _ text: String?) throws(ShopError) -> QuestionView {
        let questions = belonging(to: bill, ShopCollection.question).compactMap(QuestionView.init)
        guard let text else {
            let open = questions.filter { $0.answer == nil }
            guard open.count == 1 else { throw .trade(.whichQuestion(open: open.map(\.phrase))) }
            return open[0]
        }
        let found = questions.filter { $0.id.utf8.starts(with: text.utf8) }
        guard let first = found.first else { throw .trade(.notFound(.question, text)) }
        guard found.count == 1 || first.id == text else { throw .trade(.ambiguous(.question, text)) }
        return first
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

extension QuestionView {
    /// Tells the question from others, for people; begins with the part of its id by which it can be named.
    fileprivate var phrase: String { "\(id.prefix(ShopNode.shownPrefix)) (\(ShopError.quoted(text)))" }
}
