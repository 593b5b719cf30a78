import Replica

extension ShopNode {
    /// All that a person should look at: fields with several values, and what the trade's rules find, by id.
    public func conflicts() async throws -> [ShopConflict] {
        let ofFields = try await node.conflicts()
        let (shown, ofTrade) = try await node.read { [projections, today] snapshot in
            (
                ofFields.compactMap { ShopConflict($0, in: snapshot) },
                TradeConflicts(
                    bills: projections.bills.records(snapshot), drafts: projections.drafts.records(snapshot),
                    products: projections.products.records(snapshot),
                    customers: projections.customers.records(snapshot), today: today)
            )
        }
        return (shown + (try ofTrade.all())).sorted { $0.id < $1.id }
    }

    /// A conflict by its id, or the beginning of it.
    public func conflict(_ text: String) async throws -> ShopConflict {
        let all = try await conflicts()
        if let found = all.first(where: { $0.id == text }) { return found }
        let found = all.filter { $0.id.hasPrefix(text) }
        guard found.count < 2 else { throw ShopError.trade(.ambiguous(.conflict, text)) }
        guard let only = found.first else { throw ShopError.trade(.notFound(.conflict, text)) }
        return only
    }
}

extension ShopConflict {
    /// A field's conflict; nil for one that the trade tells better, or that leaves nothing to decide.
    init?(_ conflict: Conflict, in snapshot: Snapshot) {
        if conflict.reference.collection == ShopCollection.draft, conflict.path == DraftPath.issued { return nil }
        // A profile follows its customer, whose own conflict is told.
        if conflict.reference.collection == ShopCollection.profile { return nil }
        // Two who took the same step made the same decision.
        if conflict.kind == .machine, conflict.sides.allSatisfy({ $0.value == conflict.sides.first?.value }) {
            return nil
        }
        let kind: Kind =
            switch conflict.kind {
            case .register: .register
            case .machine: .machine
            case .count: .count
            }
        let path = conflict.path
        self.init(
            kind, conflict.reference, path: path, id: conflict.id,
            message: Self.sentence(conflict.kind, conflict.reference, path, in: snapshot),
            hint: "keep one; the next decision holds everywhere",
            sides: conflict.sides.map { side in
                Side(
                    id: conflict.kind == .count ? side.value.text ?? "" : side.entries.token,
                    label: Self.label(of: side.value, conflict.kind, path, in: snapshot), isShown: side.isShown,
                    node: side.node,
                    atMicroseconds: side.madeAtMicroseconds)
            }, canResolve: true)
    }

    /// What happened to a field.
    static func sentence(
        _ kind: Conflict.Kind, _ reference: DocumentReference, _ path: String, in snapshot: Snapshot
    ) -> String {
        let what =
            switch kind {
            case .register: "was written by several people who did not see each other"
            case .machine: "was moved in ways that exclude each other"
            case .count: "was counted by several people who did not see each other"
            }
        let subject = ConflictSubject(reference, path, in: snapshot)
        if path == DraftPath.issued {
            return "\(subject.document) was issued by several people who did not see each other"
        }
        return "\(subject.phrase) \(what)"
    }

    /// A side's value for people; what a count says is in its document, and a draft's mark names the bill.
    static func label(of value: Value, _ kind: Conflict.Kind, _ path: String, in snapshot: Snapshot) -> String {
        if kind == .count, let id = value.text,
            let count = snapshot.document(DocumentReference(.shop, ShopCollection.count, id)),
            let counted = count["count"]?["counted"]?.integer
        {
            return "counted \(counted)"
        }
        if path == "taxRate", let rate = value.integer.flatMap({ TaxRate(basisPoints: Int(clamping: $0)) }) {
            return "\(rate) %"
        }
        if path == DraftPath.issued, let number = value["number"]?.text { return number }
        return value.label
    }
}

extension Value {
    /// For people.
    var label: String {
        if let money = Money(self) { return money.description }
        switch self {
        case .null: return "none"
        case .bool(let value): return value ? "yes" : "no"
        case .integer(let value): return String(value)
        case .real(let value): return String(value)
        case .text(let value): return value
        case .bytes(let value): return "\(value.count) bytes"
        case .list(let values): return values.map(\.label).joined(separator: ", ")
        case .map(let members): return members.map { "\($0.key) \($0.value.label)" }.joined(separator: ", ")
        }
    }
}
