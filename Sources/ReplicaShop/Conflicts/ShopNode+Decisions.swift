public import Replica

extension ShopNode {
    /// How many rows of the feed one answer looks at.
    private static let scannedRows: UInt64 = 10_000
    private static let pageRows: UInt64 = 256

    /// What the rule or people decided, the latest first: decisions of rows before `before`, or of the latest; `next` goes on. Those
    /// of one row are not torn apart. O(rows looked at, at most 10,000, and the histories of the documents that are told of).
    public func decisions(
        by judge: ShopDecision.Judge, before: UInt64? = nil, limit: Int
    ) async throws -> (items: [ShopDecision], next: UInt64?) {
        let open = judge == .rule ? try await openFields() : []
        let now = try await node.feedPosition()
        var end = before.map { min($0 == 0 ? 0 : $0 - 1, now) } ?? now
        let last = end > Self.scannedRows ? end - Self.scannedRows : 0
        var found: [ShopDecision] = []
        while end > last {
            let count = min(end - last, Self.pageRows)
            let rows = try await node.feed(after: end - count, limit: Int(count))
            guard let first = rows.first else { return (found, nil) }
            for row in rows.reversed() {
                for place in Self.places(in: row, judge) where !open.contains(place.name) {
                    guard let reading = try await reading(place) else { continue }
                    if judge == .rule, reading.isSettledSince { continue }
                    if let decision = try await node.read({ reading.decision(in: $0) }) { found.append(decision) }
                }
                if found.count >= limit { return (found, row.seq > 1 ? row.seq : nil) }
            }
            end = first.seq - 1
        }
        return (found, end > 0 ? end + 1 : nil)
    }

    /// Makes a discarded value hold again: it is written anew, as any edit. Refused with ``TradeFault/notSettled(_:)`` where a value
    /// alone decides nothing: what was counted, moved or issued is put right by doing it.
    ///
    /// - Parameters:
    ///   - decision: its id.
    ///   - side: the id of one of its sides.
    public func takeBack(
        decision id: String, side: String, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<ShopDecision> {
        guard node.isAdmin else { throw ShopError.trade(.adminsOnly("settle conflicts")) }
        let (decision, reading) = try await found(decision: id)
        guard reading.isEdited, let reference = decision.reference else {
            throw ShopError.trade(.notSettled("what was counted, moved or issued is put right by doing it again"))
        }
        guard let value = reading.value(of: side) else { throw ShopError.trade(.notFound(.conflict, side)) }
        return try await act("settle conflicts", as: user, operation) { transaction, _ in
            guard let document = transaction.document(reference) else {
                throw ShopError.trade(.notFound(.conflict, id))
            }
            guard !document.conflicts.contains(decision.path) else {
                throw ShopError.trade(.notSettled("the field has an open conflict: decide that first"))
            }
            try transaction.restore(document, decision.path, to: value)
            return decision
        }
    }

    /// A decision by its id on this node.
    public func decision(_ id: String) async throws -> ShopDecision { try await found(decision: id).decision }

    private func found(decision id: String) async throws -> (decision: ShopDecision, reading: DecisionReading) {
        let parts = id.split(separator: "-").compactMap { UInt64($0) }
        guard parts.count == 2, parts[0] > 0, let row = try await node.feed(after: parts[0] - 1, limit: 1).first,
            row.seq == parts[0]
        else { throw ShopError.trade(.notFound(.conflict, id)) }
        for judge in ShopDecision.Judge.allCases {
            guard let place = Self.places(in: row, judge).first(where: { $0.id == id }),
                let reading = try await reading(place),
                let decision = try await node.read({ reading.decision(in: $0) })
            else { continue }
            return (decision, reading)
        }
        throw ShopError.trade(.notFound(.conflict, id))
    }

    private func reading(_ place: DecisionReading.Place) async throws -> DecisionReading? {
        let isMachine = try await node.read { $0.document(place.reference)?.state(place.field.path) != nil }
        return DecisionReading(place, try await node.explain(place.reference, place.field.path), isMachine: isMachine)
    }

    /// The fields that wait for a decision.
    private func openFields() async throws -> Set<DecisionReading.FieldName> {
        Set(
            try await conflicts().compactMap { conflict in
                guard let reference = conflict.reference, let path = conflict.path else { return nil }
                return .init(reference: reference, path: path)
            })
    }

    /// Profiles follow their customers. A draft that was issued twice is for people alone to decide.
    private static func isDecided(_ collection: String, _ path: String, _ judge: ShopDecision.Judge) -> Bool {
        if collection == ShopCollection.profile { return false }
        if collection == ShopCollection.draft, path == DraftPath.issued { return judge == .people }
        return ShopCollection.all.contains(collection)
    }

    /// The changes of a row by which somebody, or the rule, decided.
    private static func places(in row: FeedTransaction, _ judge: ShopDecision.Judge) -> [DecisionReading.Place] {
        var index = -1
        var found: [DecisionReading.Place] = []
        for document in row.documents {
            for field in document.fields {
                index += 1
                guard Self.isDecided(document.reference.collection, field.path, judge),
                    judge == .rule ? field.opensConflict : field.settlesConflict
                else { continue }
                found.append(.init(row: row, index: index, reference: document.reference, field: field, judge: judge))
            }
        }
        return found
    }
}
