import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator

/// The rules of replication.md once more, slow and obvious, in the style of the model `data_rules.py`: a node is the set of
/// deltas that it took in, a past is a set of hashes found by walking, and everything is looked up by going through all of
/// it. Shares with the core the delta's fields and the reading of the rules' value, and no code that decides anything.
///
/// Knows admins and devices by their member records, commits, registers, counters, machines, write-once fields; not forks.
final class TwinStore {
    struct Entry: Hashable {
        let name: EntryName
        let stamp: Stamp
        let change: Change

        func loses(to other: Entry) -> Bool { stamp == other.stamp ? name < other.name : stamp < other.stamp }
    }

    let holding: Holding
    private(set) var log: [DeltaHash: Delta] = [:]
    private(set) var isVoid: [DeltaHash: Bool] = [:]
    private(set) var waiting: [Delta] = []
    private var arrival: [DeltaHash] = []

    init(_ holding: Holding) { self.holding = holding }

    func receive(_ deltas: [Delta]) {
        for delta in deltas where holding.includes(delta.space) && log[delta.hash] == nil {
            if !waiting.contains(delta) { waiting.append(delta) }
        }
        while let group = waiting.lazy.compactMap(group(of:)).first(where: { $0.allSatisfy(isReady) }) {
            let verdicts = group.map { !isLawful($0) }
            for (delta, void) in zip(group, verdicts) {
                log[delta.hash] = delta
                arrival.append(delta.hash)
                isVoid[delta.hash] = void
                waiting.removeAll { $0 == delta }
            }
        }
    }

    // MARK: Waiting

    /// What is taken in together; nil while a part is missing.
    private func group(of delta: Delta) -> [Delta]? {
        guard holding.isAdmin, isAdmin(delta) else { return [delta] }
        let isRoot = delta.changes.contains { $0.document.collection == "root" }
        if delta.space != .shop, !isRoot {
            guard let whole = waiting.first(where: { $0.record?.parts.contains { $0.hash == delta.hash } ?? false })
            else { return nil }
            return group(of: whole)
        }
        var parts: [Delta] = []
        for part in delta.record?.parts ?? [] where log[part.hash] == nil {
            guard let other = waiting.first(where: { $0.hash == part.hash }) else { return nil }
            parts.append(other)
        }
        return parts + [delta]
    }

    private func isReady(_ delta: Delta) -> Bool {
        var needed = (delta.context + delta.staffContext).map(\.hash)
        if let previous = delta.previous { needed.append(previous) }
        if holding.isAdmin { needed += (delta.record?.seen ?? []).map(\.position.hash) }
        return needed.allSatisfy { log[$0] != nil }
    }

    // MARK: Pasts

    /// The whole chain of a replica up to a delta, and all that each of them follows, within one space.
    private func past(of delta: Delta, in space: Space) -> Set<DeltaHash> {
        var found: Set<DeltaHash> = []
        var open: [DeltaHash] = []
        var own: Delta? = delta
        while let link = own {  // what the author named, in this delta and the earlier ones of its chain
            open += link.space == space ? link.context.map(\.hash) : []
            if space == .staff, link.space != .staff { open += link.staffContext.map(\.hash) }
            if let previous = link.previous, link.space == space { open.append(previous) }
            own = link.previous.flatMap { log[$0] }
        }
        while let hash = open.popLast() {
            guard found.insert(hash).inserted, let other = log[hash] else { continue }
            open += other.context.map(\.hash)
            if let previous = other.previous { open.append(previous) }
        }
        return found
    }

    /// Whether the author is an admin at what the delta cites of `staff`.
    private func isAdmin(_ delta: Delta) -> Bool {
        let admissions = past(of: delta, in: .staff).compactMap { log[$0] } + (delta.space == .staff ? [delta] : [])
        return admissions.contains { admission in
            admission.space == .staff
                && admission.changes.contains {
                    $0.document == DocumentKey("member", delta.replica.node.description)
                }
        }
    }

    // MARK: Entries

    /// All entries of a document that are not void, within a past or at all.
    func entries(_ address: DocumentAddress, within past: Set<DeltaHash>? = nil) -> [Entry] {
        arrival.filter { isVoid[$0] == false && past?.contains($0) ?? true }.flatMap { hash -> [Entry] in
            let delta = log[hash]!
            guard delta.space == address.space else { return [] }
            return delta.changes.indices.filter { delta.changes[$0].document == address.key }.map {
                Entry(name: delta.entryName($0), stamp: delta.stamp, change: delta.changes[$0])
            }
        }
    }

    /// Those of a field that nobody replaced.
    func live(_ address: DocumentAddress, _ path: String, within past: Set<DeltaHash>? = nil) -> [Entry] {
        let all = entries(address, within: past).filter { $0.change.path == path }
        return all.filter { entry in
            !all.contains { $0.change.slot == entry.change.slot && $0.change.replaces.contains(entry.name.dot) }
        }
    }

    // MARK: The verdict

    private func isLawful(_ delta: Delta) -> Bool {
        let past = past(of: delta, in: delta.space)
        let rules = rules(in: delta.space == .staff ? past : self.past(of: delta, in: .staff))
        let slots = delta.changes.map { "\($0.document) \($0.path) \($0.slot)" }
        guard Set(slots).count == slots.count else { return false }
        return delta.changes.allSatisfy { isLawful($0, delta, past, rules) }
    }

    private func rules(in past: Set<DeltaHash>) -> Rules? {
        let values = past.filter { isVoid[$0] == false }.flatMap { log[$0]!.changes }
            .filter { $0.document.collection == "rules" }
        return values.compactMap { change in
            if case .value(let value) = change.payload { Rules(value) } else { nil }
        }.max { $0.number < $1.number }
    }

    private func isLawful(_ change: Change, _ delta: Delta, _ past: Set<DeltaHash>, _ rules: Rules?) -> Bool {
        if ["root", "member", "rules"].contains(change.document.collection) { return isAdmin(delta) }
        let role: RoleSet = isAdmin(delta) ? .admin : .customer
        let collection = rules?.collections[change.document.collection]
        if let collection, collection.home != delta.space.kind { return false }
        let field = collection?.fields[String(change.path.prefix { $0 != "/" })]
        if field == nil, role == .customer { return false }
        if let field {
            guard !field.writers.isDisjoint(with: role), kind(of: field) == kind(of: change.payload) else {
                return false
            }
        }
        let address = DocumentAddress(delta.space, change.document)
        let before = entries(address, within: past)
        let onces = collection?.fields.values.filter(\.once).map(\.name) ?? []
        if field?.once == true, !before.isEmpty { return false }
        if field?.once != true, !onces.isEmpty, before.isEmpty {
            let isBorn = delta.changes.contains { $0.document == change.document && onces.contains($0.path) }
            if !isBorn { return false }
        }
        return isLawful(change, delta, role, live(address, change.path, within: past), field, before)
    }

    private func isLawful(
        _ change: Change, _ delta: Delta, _ role: RoleSet, _ live: [Entry], _ field: FieldRule?, _ before: [Entry]
    ) -> Bool {
        let same = live.filter { $0.change.slot == change.slot }
        switch change.payload {
        case .tally(let increment, let total):
            let own = same.filter { $0.name.dot.replica == delta.replica }
            var former: Int64 = 0
            for entry in own { if case .tally(_, let total) = entry.change.payload { former = total } }
            return role == .admin && Set(change.replaces) == Set(own.map(\.name.dot)) && total == former + increment
        case .amount, .count:
            return role == .admin && Set(change.replaces).isSubset(of: same.map(\.name.dot))
        case .value: return Set(change.replaces).isSubset(of: same.map(\.name.dot))
        case .move(let move):
            guard Set(change.replaces).isSubset(of: same.map(\.name.dot)) else { return false }
            guard case .machine(let machine)? = field?.kind else { return true }
            let replaced = same.filter { change.replaces.contains($0.name.dot) }
            if replaced.isEmpty, before.contains(where: { $0.change.path == change.path }) { return false }
            let allowed = machine.transitions.first { $0.move == move }?.roles ?? []
            return !allowed.isDisjoint(with: role) && state(of: replaced, machine) == move.from
        }
    }

    private func kind(of field: FieldRule) -> Int {
        switch field.kind {
        case .register: 0
        case .counter: 1
        case .machine: 2
        }
    }

    private func kind(of payload: Payload) -> Int {
        switch payload {
        case .value: 0
        case .tally, .amount, .count: 1
        case .move: 2
        }
    }

    // MARK: Reading

    /// The state of the entry with the greatest rank, stamp, name.
    func state(of entries: [Entry], _ machine: MachineDeclaration) -> String {
        let states = machine.states.sorted { $0.rank < $1.rank }.map(\.name)
        var best: (rank: Int, entry: Entry)?
        for entry in entries {
            guard case .move(let move) = entry.change.payload, let rank = states.firstIndex(of: move.to) else {
                continue
            }
            if let best, rank < best.rank || (rank == best.rank && entry.loses(to: best.entry)) { continue }
            best = (rank, entry)
        }
        guard let best, case .move(let move) = best.entry.change.payload else { return machine.initial }
        return move.to
    }

    /// The sum of a counter's slots.
    func level(of entries: [Entry]) -> Int128 {
        var sum: Int128 = 0
        var winners: [Slot: Entry] = [:]
        for entry in entries {
            if case .tally(_, let total) = entry.change.payload { sum += Int128(total) }
            guard entry.change.slot != .own else { continue }
            if let other = winners[entry.change.slot], entry.loses(to: other) { continue }
            winners[entry.change.slot] = entry
        }
        for entry in winners.values {
            if case .amount(let amount) = entry.change.payload { sum += Int128(amount) }
            if case .count(let record) = entry.change.payload { sum += Int128(record.adjustment) }
        }
        return sum
    }
}
