import ReplicaCRDT

/// What a delta's content deserves.
enum Judgement: Hashable {
    case applied
    case void(VoidReason)
}

// The verdict is a function of the delta and of what it causally follows. Most entries that a delta replaces are still
// live here, and then nothing but memory is read. If somebody has replaced them meanwhile, the document's history in the log
// tells what was live at the delta's context.
extension DocumentStore {
    /// Judges a delta's content at its context. Its author must have a role there.
    func judge(_ delta: Delta, _ standing: Standing) throws(ArchiveFailure) -> Judgement {
        do throws(Objection) {
            try checkCommit(delta, standing)
            var rules = ChangeRules(standing.rules?.rules, in: spaces[delta.space])
            var born: Set<DocumentKey>?
            var written: Set<Written> = []
            if delta.changes.count > 1 { written.reserveCapacity(delta.changes.count) }
            for change in delta.changes {
                if delta.changes.count > 1 {
                    let slot = Written(document: change.document, path: change.path, slot: change.slot)
                    if !written.insert(slot).inserted { throw Objection.void(.doubledChange(field: change.path)) }
                }
                rules.turn(to: change.document.collection)
                if rules.isBorn, born == nil { born = bornDocuments(delta, rules) }
                try check(change, of: delta, standing, rules, born ?? [])
            }
            return .applied
        } catch {
            switch error {
            case .void(let reason): return .void(reason)
            case .unreadable(let failure): throw failure
            }
        }
    }

    private struct Written: Hashable {
        let document: DocumentKey
        let path: String
        let slot: Slot

        /// Without collection and slot, which hardly ever tell two writes apart.
        func hash(into hasher: inout Hasher) {
            hasher.combine(document.id)
            hasher.combine(path)
        }
    }

    /// Why a check ended early: the delta is void, or the log can't be read now.
    private enum Objection: Error {
        case void(VoidReason)
        case unreadable(ArchiveFailure)
    }

    private func checkCommit(_ delta: Delta, _ standing: Standing) throws(Objection) {
        let isAdminsShopPart = delta.space == .shop && standing.role == .admin
        guard (delta.record != nil) == isAdminsShopPart else { throw .void(.commit) }
        guard let record = delta.record, record.parts.contains(where: { $0.space == .staff }) else { return }
        if record.parts.count > 1 { throw .void(.commit) }
    }

    /// The documents whose write-once fields a delta writes.
    private func bornDocuments(_ delta: Delta, _ rules: ChangeRules) -> Set<DocumentKey> {
        var rules = rules
        var born: Set<DocumentKey> = []
        for change in delta.changes {
            rules.turn(to: change.document.collection)
            if rules.isBorn, rules.isOnce(change.path) { born.insert(change.document) }
        }
        return born
    }

    private func check(
        _ change: Change, of delta: Delta, _ standing: Standing, _ rules: ChangeRules, _ born: Set<DocumentKey>
    ) throws(Objection) {
        let role = standing.role ?? []
        let rule = try rule(for: change, of: delta, standing, rules)
        if let rule {
            guard !rule.writers.isDisjoint(with: role) else { throw .void(.role(field: change.path)) }
            guard change.payload.fits(rule.kind) else { throw .void(.kind(field: change.path)) }
        }
        if rules.isReserved { try checkRecord(change, of: delta, standing) }
        if rules.isBorn { try checkBirth(change, in: delta.space, standing, rule, rules, born) }
        let document = rules.documents?[change.document.id]
        switch change.payload {
        case .value: try checkReplaced(change, document, in: delta.space, standing)
        case .tally(let increment, let total):
            guard role == .admin else { throw .void(.role(field: change.path)) }
            try checkTally(change, document, of: delta, increment: increment, total: total)
        case .amount(let amount):
            guard role == .admin else { throw .void(.role(field: change.path)) }
            guard amount.magnitude <= CounterReading.changeLimit.magnitude else {
                throw .void(.amount(field: change.path))
            }
            try checkReplaced(change, document, in: delta.space, standing)
        case .count(let record):
            guard role == .admin else { throw .void(.role(field: change.path)) }
            guard record.adjustment.magnitude <= 1 << 56 else { throw .void(.amount(field: change.path)) }
            try checkReplaced(change, document, in: delta.space, standing)
        case .move(let move): try checkMove(change, move, document, in: delta.space, standing, rule)
        }
    }

    /// The rule of the field that a change writes; nil for a field that only a newer program knows.
    private func rule(
        for change: Change, of delta: Delta, _ standing: Standing, _ rules: ChangeRules
    ) throws(Objection) -> FieldRule? {
        let collection = change.document.collection
        if rules.isReserved {
            guard Collections.isHome(delta.space.kind, of: collection),
                let rule = Collections.rule(collection, change.field)
            else { throw .void(.unknownField("\(collection).\(change.path)")) }
            return rule
        }
        if let declared = rules.declared, declared.home != delta.space.kind {
            throw .void(.unknownField("\(collection).\(change.path)"))
        }
        if let rule = rules.rule(change.path) { return rule }
        if change.path == Collections.deleted {
            guard let rule = Collections.deletion(of: rules.declared) else {
                throw .void(.writtenOnce(field: change.path))
            }
            return rule
        }
        guard standing.role == .admin else { throw .void(.unknownField("\(collection).\(change.path)")) }
        return nil
    }

    private func checkBirth(
        _ change: Change, in space: Space, _ standing: Standing, _ rule: FieldRule?, _ rules: ChangeRules,
        _ born: Set<DocumentKey>
    ) throws(Objection) {
        let address = DocumentAddress(space, change.document)
        if rule?.once == true {
            if try hasEntry(address, coveredBy: standing.past) { throw .void(.writtenOnce(field: change.path)) }
            return
        }
        if born.contains(change.document) { return }
        let cells = spaces[space]?.document(change.document)?.cells ?? []
        var seen = cells.contains {
            rules.isOnce($0.path) && standing.past.covers($0.entry.name.dot.replica, $0.entry.name.dot.seq)
        }
        if !seen {
            seen = try writes(to: address).contains { write in
                standing.past.covers(write.delta.replica, write.delta.seq)
                    && write.delta.changes.contains { $0.document == change.document && rules.isOnce($0.path) }
            }
        }
        if !seen { throw .void(.notBorn(field: change.path)) }
    }

    /// Whether a document had any entry at a context, live or replaced since.
    private func hasEntry(_ address: DocumentAddress, coveredBy past: VersionVector) throws(Objection) -> Bool {
        guard let document = spaces[address.space]?.document(address.key) else { return false }
        if document.cells.contains(where: { past.covers($0.entry.name.dot.replica, $0.entry.name.dot.seq) }) {
            return true
        }
        return try writes(to: address).contains { past.covers($0.delta.replica, $0.delta.seq) }
    }

    private func writes(to address: DocumentAddress) throws(Objection) -> [ArchivedDelta] {
        do throws(ArchiveFailure) { return try history(of: address) } catch { throw .unreadable(error) }
    }

    /// What a change replaces must have been live at the author's context.
    private func checkReplaced(
        _ change: Change, _ document: Document?, in space: Space, _ standing: Standing
    ) throws(Objection) {
        guard !change.replaces.isEmpty else { return }
        var gone: [Dot] = []
        for dot in change.replaces {
            guard standing.past.covers(dot.replica, dot.seq) else { throw .void(.notLive(field: change.path)) }
            if document?.entry(change.path, change.slot, dot) == nil { gone.append(dot) }
        }
        guard !gone.isEmpty else { return }
        let live = try liveEntries(of: change, in: space, at: standing.past)
        for dot in gone where !live.contains(where: { $0.name.dot == dot }) {
            throw .void(.notLive(field: change.path))
        }
    }

    /// The entries of a change's slot that were live at a context, from the log.
    private func liveEntries(of change: Change, in space: Space, at past: VersionVector) throws(Objection) -> [Entry] {
        var entries: [Entry] = []
        for write in try writes(to: DocumentAddress(space, change.document)) {
            guard past.covers(write.delta.replica, write.delta.seq) else { continue }
            for (index, other) in write.delta.changes.enumerated()
            where other.document == change.document && other.path == change.path && other.slot == change.slot {
                entries.removeAll { other.replaces.contains($0.name.dot) }
                entries.append(
                    Entry(
                        name: write.delta.entryName(index), stamp: write.delta.stamp, slot: other.slot,
                        payload: other.payload))
            }
        }
        return entries
    }

    /// An ordinary slot is its author's own: the write replaces exactly its live entry, and the total adds up.
    private func checkTally(
        _ change: Change, _ document: Document?, of delta: Delta, increment: Int64, total: Int64
    ) throws(Objection) {
        guard increment.magnitude <= CounterReading.changeLimit.magnitude else {
            throw .void(.amount(field: change.path))
        }
        let own = document.flatMap { $0.ownEntry(of: delta.replica, at: $0.range(of: change.path)) }
        var former: Int64 = 0
        if let own, case .tally(_, let total) = own.payload { former = total }
        let (sum, overflow) = former.addingReportingOverflow(increment)
        let isReplaced = own.map { change.replaces.count == 1 && change.replaces[0] == $0.name.dot }
        guard isReplaced ?? change.replaces.isEmpty, !overflow, sum == total else {
            throw .void(.slot(field: change.path))
        }
    }

    private func checkMove(
        _ change: Change, _ move: Move, _ document: Document?, in space: Space, _ standing: Standing,
        _ rule: FieldRule?
    ) throws(Objection) {
        let illegal = Objection.void(.move(field: change.path, from: move.from, to: move.to))
        guard case .machine(let machine)? = rule?.kind else {
            return try checkReplaced(change, document, in: space, standing)
        }
        guard !machine.roles(for: move).isDisjoint(with: standing.role ?? []) else { throw illegal }
        try checkReplaced(change, document, in: space, standing)
        guard !change.replaces.isEmpty else {
            let address = DocumentAddress(space, change.document)
            guard move.from == machine.initial else { throw illegal }
            if document?.range(of: change.path).isEmpty ?? true { return }
            let written = try writes(to: address).contains { write in
                standing.past.covers(write.delta.replica, write.delta.seq)
                    && write.delta.changes.contains { $0.document == change.document && $0.path == change.path }
            }
            if written { throw illegal }
            return
        }
        var replaced = change.replaces.compactMap { document?.entry(change.path, change.slot, $0) }
        if replaced.count < change.replaces.count {
            replaced = try liveEntries(of: change, in: space, at: standing.past)
                .filter { change.replaces.contains($0.name.dot) }
        }
        guard MachineReading(replaced, by: machine).state == move.from else { throw illegal }
    }

    /// The format's own records: members, root statements, rules.
    private func checkRecord(_ change: Change, of delta: Delta, _ standing: Standing) throws(Objection) {
        guard case .value(let value) = change.payload else { throw .void(.kind(field: change.path)) }
        switch (change.document.collection, change.path) {
        case (Collections.root, _):
            guard let statement = RootStatement(value), statement.isValid(in: shop, by: crypto),
                change.document.id == String(statement.serial)
            else { throw .void(.record("the root statement is not signed by this shop's root")) }
        case (Collections.member, Collections.record):
            let expected: RoleSet = delta.space == .staff ? .admin : .customer
            guard let record = MemberRecord(value), record.role == expected,
                crypto.node(of: record.key).description == change.document.id
            else { throw .void(.record("the member's record does not fit its key or its space")) }
        case (Collections.rules, _):
            guard change.document == Collections.rulesKey, change.path == Collections.rules,
                standing.root != nil || membership.isFirstAdmin(delta.replica.node, staff: standing.staff)
            else { throw .void(.record("the rules are written by first admins only")) }
            guard let number = value["number"]?.integer, number == (standing.rules?.number ?? 0) + 1 else {
                throw .void(.record("the rules' number does not follow the one that its author saw"))
            }
            guard let format = value["format"]?.integer, format > Rules.knownFormat || Rules(value) != nil else {
                throw .void(.record("the rules can't be read"))
            }
        case (_, _): return
        }
    }
}
