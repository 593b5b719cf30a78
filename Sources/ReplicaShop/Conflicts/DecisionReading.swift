import Replica

/// Reads a decision out of the writes to its field. The feed's row says that there was one; the log says between what.
struct DecisionReading {
    /// Where the feed tells of it.
    struct Place: Sendable {
        let row: FeedTransaction
        /// The number of the change in the row.
        let index: Int
        let reference: DocumentReference
        let field: FeedTransaction.FieldChange
        let judge: ShopDecision.Judge

        var id: String { "\(row.seq)-\(index)" }
        var name: FieldName { FieldName(reference: reference, path: field.path) }
    }

    /// A field of a document.
    struct FieldName: Hashable {
        let reference: DocumentReference
        let path: String
    }

    /// Collections whose registers people edit: there a discarded value can be written again.
    private static let edited: Set<String> = [
        ShopCollection.product, ShopCollection.customer, ShopCollection.draft, ShopCollection.settings,
    ]

    private let place: Place
    private let writes: [Explanation.Write]
    private let own: Explanation.Write
    private let shown: Value?
    private let kind: Conflict.Kind

    /// Nil if the log does not have the write (any more).
    init?(_ place: Place, _ explanation: Explanation, isMachine: Bool) {
        let isCounter =
            place.reference.collection == ShopCollection.product
            && (place.field.path == StockPlace.field || place.field.path.hasPrefix(StockPlace.prefix))
        // Of a counter's writes only counts exclude each other; they name the document of the count.
        let writes = explanation.writes.filter { !isCounter || $0.value.text != nil }
        guard
            let own = writes.last(where: {
                $0.node == place.row.node && $0.madeAtMicroseconds == place.row.madeAtMicroseconds
            })
        else { return nil }
        self.place = place
        self.writes = writes
        self.own = own
        shown = explanation.shown
        kind = isCounter ? .count : isMachine ? .machine : .register
    }

    /// The decision; nil if there was nothing between what to decide.
    func decision(in snapshot: Snapshot) -> ShopDecision? {
        let sides = place.judge == .rule ? met : met.filter { own.replaced.contains($0.entry) }
        let isAlike = sides.allSatisfy { $0.value == sides.first?.value }
        guard sides.count > 1, place.judge == .rule || !isAlike else { return nil }
        // By time, and not the shown one first: a letter names the same side on every node.
        var told = sides.map { side(of: $0, isShown: isChosen($0), in: snapshot) }
            .sorted { ($0.atMicroseconds ?? 0, $0.id) < ($1.atMicroseconds ?? 0, $1.id) }
        if !told.contains(where: \.isShown) { told.append(side(of: own, isShown: true, in: snapshot)) }
        return ShopDecision(
            id: place.id, judge: place.judge, space: place.reference.space.description,
            collection: place.reference.collection, document: place.reference.id, path: place.field.path,
            message: message(isAlike: isAlike, in: snapshot), sides: told,
            node: place.row.node, user: place.row.user, atMicroseconds: place.row.madeAtMicroseconds,
            canTakeBack: isEdited && isThere(in: snapshot) && sides.contains { $0.value != shown })
    }

    /// Whether people edit the field, so that a value alone puts it right.
    var isEdited: Bool {
        kind == .register && Self.edited.contains(place.reference.collection) && place.field.path != DraftPath.issued
    }

    /// Whether the document can still be edited: it is there, and if it is a draft, not issued yet.
    private func isThere(in snapshot: Snapshot) -> Bool {
        guard let document = snapshot.document(place.reference) else { return false }
        return place.reference.collection != ShopCollection.draft || DraftRecord(document).issues.isEmpty
    }

    private func message(isAlike: Bool, in snapshot: Snapshot) -> String {
        guard place.judge == .rule else {
            return ShopConflict.sentence(kind, place.reference, place.field.path, in: snapshot)
        }
        let what =
            switch kind {
            case .register: "written"
            case .machine: "moved"
            case .count: "counted"
            }
        let subject = ConflictSubject(place.reference, place.field.path, in: snapshot).phrase
        return "\(subject) was \(what)\(isAlike ? " alike" : "") by several people who did not see each other"
    }

    /// The value of a side that can be taken back.
    func value(of side: String) -> Value? { met.first { $0.entry.token == side }?.value }

    /// Whether people decided later between what the rule had chosen among.
    var isSettledSince: Bool {
        let sides = met
        return writes.contains { write in sides.count { write.replaced.contains($0.entry) } > 1 }
    }

    /// The writes that lived beside each other when the row came: with its own where the rule chose, before it where it chose.
    private var met: [Explanation.Write] {
        var live: [Explanation.Write] = []
        for write in writes {
            if write.entry == own.entry, place.judge == .people { return live }
            live.removeAll { write.replaced.contains($0.entry) }
            live.append(write)
            if write.entry == own.entry { return live }
        }
        return live
    }

    private func isChosen(_ write: Explanation.Write) -> Bool {
        place.judge == .rule && kind != .count ? write.value == place.field.after : write.value == own.value
    }

    private func side(of write: Explanation.Write, isShown: Bool, in snapshot: Snapshot) -> ShopConflict.Side {
        ShopConflict.Side(
            id: write.entry.token, label: ShopConflict.label(of: write.value, kind, place.field.path, in: snapshot),
            isShown: isShown, node: write.node, user: write.user.isEmpty ? nil : write.user,
            holds: isEdited ? write.value == shown : nil, atMicroseconds: write.madeAtMicroseconds)
    }
}
