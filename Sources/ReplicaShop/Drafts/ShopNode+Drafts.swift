public import Replica

extension ShopNode {
    /// Makes a draft. Its id follows from the action.
    public func createDraft(
        _ input: DraftInput, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<DraftView> {
        try await act("make drafts", as: user, operation) { transaction, _ in
            var edit = DraftEdit()
            if input.customer != nil { edit.customer = .to(input.customer) }
            edit.lines = input.lines
            if input.due != nil { edit.due = .to(input.due) }
            if input.discount != nil { edit.discount = .to(input.discount) }
            if input.note != nil { edit.note = .to(input.note) }
            let id = transaction.operation.documentID
            return try transaction.edit(
                DocumentReference(.shop, ShopCollection.draft, id), edit, seen: [:], isNew: true)
        }
    }

    /// Changes a draft. `seen` says what the form showed, by path (from ``DraftView/seen``): only that is replaced, so that what
    /// another changed meanwhile becomes a conflict and is not lost. Refused once the draft was issued.
    public func editDraft(
        _ draft: String, _ edit: DraftEdit, seen: [String: SeenEntries] = [:], as user: String = "",
        operation: OperationKey? = nil
    ) async throws -> Receipt<DraftView> {
        try await act("edit drafts", as: user, operation) { transaction, _ in
            let document = try transaction.draft(draft)
            try transaction.checkNotIssued(document)
            return try transaction.edit(document.reference, edit, seen: seen, isNew: false)
        }
    }

    /// Deletes a draft; one that was issued is refused. An edit by somebody who has not heard of it does not bring it back.
    public func deleteDraft(
        _ draft: String, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<String> {
        try await act("delete drafts", as: user, operation) { transaction, _ in
            let document = try transaction.draft(draft)
            try transaction.checkNotIssued(document)
            try transaction.delete(document.reference)
            return document.id
        }
    }
}

extension DocumentReading {
    /// The draft that an id or its beginning names.
    func draft(_ text: String) throws(ShopError) -> DocumentView {
        guard let found = try identified(ShopCollection.draft, in: [.shop], text, as: .draft) else {
            throw .trade(.notFound(.draft, text))
        }
        return found
    }

    func checkNotIssued(_ draft: DocumentView) throws(ShopError) {
        guard let issued = draft[DraftPath.issued], issued != .null else { return }
        throw .trade(.draftIssued(number: issued["number"]?.text ?? ""))
    }
}

extension Transaction {
    mutating func edit(
        _ reference: DocumentReference, _ edit: DraftEdit, seen: [String: SeenEntries], isNew: Bool
    ) throws -> DraftView {
        let before = document(reference)
        if case .to(let customer) = edit.customer {
            let id = try customer.map { try self.customer($0).id }
            try put(reference, "customer", .text(orNull: id), seen: seen["customer"])
        }
        for key in edit.removed {
            guard before?[DraftPath.line(key)] ?? .null != .null else {
                throw ShopError.trade(.notFound(.line, key))
            }
            try put(reference, DraftPath.line(key), .null, seen: seen[DraftPath.line(key)])
        }
        let existing = before?.keys(under: DraftPath.lines).count ?? 0
        for (index, line) in edit.lines.enumerated() {
            // Keys of lines that two people add at once must differ, so they follow from the action.
            let key = line.key ?? Self.key(existing + index, operation.documentID)
            guard LineInput.isKey(key) else { throw ShopError.trade(.lineKey(key)) }
            let path = DraftPath.line(key)
            try put(reference, path, try value(of: line, index + 1), seen: seen[path])
        }
        if case .to(let due) = edit.due { try put(reference, "due", due?.value ?? .null, seen: seen["due"]) }
        if case .to(let discount) = edit.discount {
            try put(reference, "discount", discount?.value ?? .null, seen: seen["discount"])
        }
        if case .to(let note) = edit.note {
            let clean = try note.flatMap { try TextKind.note.cleanOptional($0) }
            try put(reference, "note", .text(orNull: clean), seen: seen["note"])
        }
        if isNew, document(reference) == nil { try set(reference, "note", to: .null) }
        guard let document = document(reference) else {
            throw ShopError.trade(.notFound(.draft, reference.id))
        }
        return DraftView(document, in: self)
    }

    /// Ascending in the order of the lines, and another for each action.
    private static func key(_ index: Int, _ action: String) -> String {
        let digits = String(index + 1)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-" + action.prefix(8)
    }

    private func value(of line: LineInput, _ number: Int) throws(ShopError) -> Value {
        let settings = try settings()
        let priced = try priced([line], settings)
        do {
            _ = try BillTotals.compute(
                lines: priced.map(\.line), rule: settings.taxRule, currency: settings.currency)
        } catch {
            if case .line(_, let fault) = error { throw .line(number, fault) }
            throw error
        }
        return .map(present: [
            ("product", .text(priced[0].product)), ("quantity", .integer(line.quantity)),
            ("price", line.unitPrice?.value), ("discount", line.discount?.value),
        ])
    }

    /// Issues a draft and marks it.
    mutating func issue(draft text: String, date: Day?, due: Day?, _ desk: Desk) throws -> BillSummary {
        let draft = try draft(text)
        try checkNotIssued(draft)
        guard let customer = draft["customer"]?.text else { throw ShopError.trade(.draftWithoutCustomer) }
        let input = BillInput(
            customer: customer, lines: draft.draftInputs, date: date, due: due ?? Day(draft["due"]),
            discount: Discount(draft["discount"]), note: draft["note"]?.text)
        let bill = try issue(input, id: operation.documentID, draft: draft.id, desk)
        try set(draft.reference, DraftPath.issued, to: draft.issuedMark(bill.id, bill.customer, bill.number))
        return bill
    }
}

extension DocumentView {
    /// "Issued as": the bill, and the entries that it was made from, path by path.
    func issuedMark(_ bill: String, _ customer: String, _ number: BillNumber) -> Value {
        let sources = paths.filter { $0 != DraftPath.issued }.map { ($0, Value.text(seen($0).token)) }
        return .map(of: [
            ("bill", .text(bill)), ("customer", .text(customer)), ("number", .text(number.description)),
            ("from", .map(of: sources)),
        ])
    }
}
