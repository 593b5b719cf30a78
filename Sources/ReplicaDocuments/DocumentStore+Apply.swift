import ReplicaCRDT

// Taking effect: chain, frontier, entries, state hash, indexes, members, feed. Everything here is idempotent only because
// a delta gets here once; `receive` and `commit` see to that.
extension DocumentStore {
    /// Takes in the parts of one commit that were judged together, as one row of the feed.
    func takeIn(_ parts: [(delta: Delta, standing: Standing, judgement: Judgement)], isLive: Bool, at now: Moment) {
        guard let last = parts.last?.delta else { return }
        var row = FeedRow(
            seq: 0, replica: last.replica, user: last.user, operation: last.operation, madeAt: last.stamp,
            receivedMilliseconds: now.milliseconds, isLive: isLive, positions: [], documents: [])
        for part in parts {
            advance(part.delta, part.standing, at: now)
            var note = ""
            var touched: [DocumentAddress] = []
            switch part.judgement {
            case .applied: touched = takeEffect(part.delta, part.standing, &row)
            case .void(let reason):
                note = reason.description
                spaces[part.delta.space]!.hash.add(void: part.delta.hash)
            }
            row.positions.append(part.delta.position)
            log(part.delta, note.isEmpty ? .applied : .void, note, touched, at: now)
        }
        feedSeq += 1
        row.seq = feedSeq
        pending.feed.append(row)
    }

    /// Puts the author's chain and the frontier forward.
    private func advance(_ delta: Delta, _ standing: Standing, at now: Moment) {
        var past = standing.past
        past.raise(delta.replica, to: delta.seq)
        let state = stateToWrite(delta.space)
        state.chains[delta.replica] = Chain(
            head: delta.position, past: past, staff: delta.space == .staff ? VersionVector() : standing.staff)
        state.frontier.advance(to: delta.position)
        state.clock.saw(delta.stamp, wall: now.microseconds)
        if holding.isAdmin, delta.space.kind == .customer, standing.role == .customer {
            unseen[delta.space, default: [:]][delta.replica] = delta.position
            pending.records.append(unseenRow(delta.space, delta.replica, delta.position))
        }
    }

    func log(_ delta: Delta, _ verdict: Verdict, _ note: String, _ touched: [DocumentAddress], at now: Moment) {
        lastOrder += 1
        let archived = ArchivedDelta(
            delta: delta, verdict: verdict, order: lastOrder, receivedMilliseconds: now.milliseconds)
        pending.add(.init(archived: archived, note: note, touched: touched))
        if verdict == .applied, let operation = delta.operation, operation.replica == delta.replica,
            pending.operations[operation] == nil
        {
            pending.operations[operation] = []
        }
    }

    /// A space's state, made if nobody has written it.
    func stateToWrite(_ space: Space) -> SpaceState {
        if let known = spaces[space] { return known }
        let made = SpaceState()
        spaces[space] = made
        return made
    }

    private func takeEffect(_ delta: Delta, _ standing: Standing, _ row: inout FeedRow) -> [DocumentAddress] {
        let state = stateToWrite(delta.space)
        let first = row.documents.count
        var places: [DocumentKey: Int] = [:]
        places.reserveCapacity(delta.changes.count > 1 ? delta.changes.count : 0)
        for (index, change) in delta.changes.enumerated() {
            let entry = Entry(
                name: delta.entryName(index), stamp: delta.stamp, slot: change.slot, payload: change.payload)
            let (field, isNew) = write(delta.space, state, change, entry)
            // Changes of one document mostly follow each other, and most deltas have one.
            if let last = row.documents.indices.last, last >= first,
                row.documents[last].address.key == change.document
            {
                row.documents[last].fields.append(field)
            } else if let place = places[change.document] {
                row.documents[place].fields.append(field)
            } else {
                let address = DocumentAddress(delta.space, change.document)
                if delta.changes.count > 1 { places[change.document] = row.documents.count }
                row.documents.append(.init(address: address, isNew: isNew, fields: [field]))
            }
            if Collections.isReserved(change.document.collection) { takeRecord(change, delta, standing) }
        }
        return row.documents[first...].map(\.address)
    }

    /// Writes one entry; tells what the field showed before and shows now, and whether the document is new. The document is
    /// looked up once and changed in its place: a copy that is kept meanwhile would cost all its entries.
    private func write(
        _ space: Space, _ state: SpaceState, _ change: Change, _ entry: Entry
    ) -> (FeedRow.FieldChange, isNew: Bool) {
        let collection = change.document.collection
        let (field, isNew, isContested) = write(
            change, entry, to: &state.documents[collection, default: [:]][change.document.id, default: Document()]
        ) { state.hash.remove($0) }
        state.hash.add(entry.name)
        if indexes.covers(collection, change.path) {
            indexes.change(
                DocumentAddress(space, change.document), change.path, from: field.before, to: field.after)
        }
        if isContested || !conflicted.isEmpty { trackConflict(DocumentAddress(space, change.document), change.path) }
        return (field, isNew)
    }

    /// Writes one entry to its document; `isContested` tells whether its field has several entries now.
    private func write(
        _ change: Change, _ entry: Entry, to document: inout Document, removed: (EntryName) -> Void
    ) -> (FeedRow.FieldChange, isNew: Bool, isContested: Bool) {
        let collection = change.document.collection
        let isNew = document.cells.isEmpty
        let former = document.range(of: change.path)
        let before = shown(document, collection, change.path, former)?.asValue
        var replaced = 0
        let range = document.write(change.path, at: former, entry, replacing: change.replaces) {
            removed($0)
            replaced += 1
        }
        let after = shown(document, collection, change.path, range)?.asValue
        let isContested = range.count > 1
        let field = FeedRow.FieldChange(
            path: change.path, before: before, after: after, merged: isContested && isDecidedByMerge(change, after),
            conflict: step(change.slot, in: document, range, replaced: replaced))
        return (field, isNew, isContested)
    }

    /// Slots that hold one value conflict; those that add up do not.
    private func step(_ slot: Slot, in document: Document, _ range: Range<Int>, replaced: Int) -> ConflictStep? {
        guard slot == .whole || slot == .count else { return nil }
        if range.count > 1, range.count(where: { document.cells[$0].entry.slot == slot }) > 1 { return .opens }
        return replaced > 1 ? .settles : nil
    }

    private func trackConflict(_ address: DocumentAddress, _ path: String) {
        guard let document = document(address),
            document.range(of: path).count > 1 || conflicted.contains(address)
        else { return }
        if conflictingPaths(document, address.key.collection).isEmpty {
            conflicted.remove(address)
        } else {
            if conflicted.insert(address).inserted { conflictsFound.count(document.entries(path)) }
        }
    }

    /// After a change of the rules: what machines show, and what is a conflict, follows from their declarations.
    private func readAgain() {
        conflicted = []
        indexes.empty()
        for (space, state) in spaces {
            for (collection, documents) in state.documents {
                for (id, document) in documents {
                    note(DocumentAddress(space, DocumentKey(collection, id)), document)
                }
            }
        }
    }

    /// Enters a whole document into the indexes and the list of conflicts.
    func note(_ address: DocumentAddress, _ document: Document) {
        let collection = address.key.collection
        for path in paths(document) where indexes.covers(collection, path) {
            indexes.change(address, path, from: nil, to: shown(document, collection, path)?.asValue)
        }
        if !conflictingPaths(document, collection).isEmpty { conflicted.insert(address) }
    }

    /// Whether what a contested field shows is not what the change wrote: a merge decided, and not a person.
    private func isDecidedByMerge(_ change: Change, _ after: Value?) -> Bool {
        guard change.slot == .whole else { return false }
        switch change.payload {
        case .value(let value): return value != after
        case .move(let move): return .text(move.to) != after
        case .tally, .amount, .count: return false
        }
    }

    /// The format's own records take effect on members and rules.
    private func takeRecord(_ change: Change, _ delta: Delta, _ standing: Standing) {
        guard case .value(let value) = change.payload else { return }
        switch change.document.collection {
        case Collections.rules:
            let version = RulesVersion(position: delta.position, stamp: delta.stamp, value: value)
            let former = rules
            rulesVersions.append(version)
            if former != nil, former != rules { readAgain() }
            pending.records.append(rulesRow(version))
        default: admit(change.document.collection, change.path, value, in: delta.space, at: delta.position)
        }
    }

    /// Enters the admission that a root statement or a member's record makes; other records make none.
    func admit(_ collection: String, _ path: String, _ value: Value, in space: Space, at position: Position) {
        if collection == Collections.root, let statement = RootStatement(value) {
            membership.add(
                Admission(
                    node: crypto.node(of: statement.adminKey),
                    record: MemberRecord(key: statement.adminKey, role: .admin, series: ""), space: .staff,
                    position: position, rootSerial: statement.serial))
        } else if collection == Collections.member, path == Collections.record, let record = MemberRecord(value) {
            membership.add(
                Admission(
                    node: crypto.node(of: record.key), record: record, space: space, position: position,
                    rootSerial: nil))
        }
    }
}
