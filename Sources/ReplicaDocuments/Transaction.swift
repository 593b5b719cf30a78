package import ReplicaCRDT

/// Writes that become one commit: read and write documents of any spaces of this node, then hand it to `commit`. Reads see
/// the transaction's own writes. It must be used up before anything else reaches the store.
package struct Transaction {
    unowned let store: DocumentStore
    private var parts: [Space: Part] = [:]
    /// The documents that were looked at to be written, as they are with this transaction's writes.
    private var documents: [Document] = []
    private var places: [DocumentAddress: Int] = [:]

    /// What is written in one space.
    private struct Part {
        /// The number that the delta will have in this replica's chain.
        let seq: UInt64
        /// In order of their first write.
        var changes: [Change] = []
    }

    /// What one write replaced.
    private struct Undo {
        let space: Space
        let place: Int
        let document: Document
        /// The former change of the slot and where it stands; nil if the write made a new one.
        let former: (index: Int, change: Change)?
    }

    /// A field that is to be written.
    private struct Target {
        let address: DocumentAddress
        let path: String
        /// Where its document stands in `documents`.
        let place: Int
        /// Where its cells are.
        let range: Range<Int>
    }

    /// What the writes of a running `attempt` replaced, newest last; nil while there is none.
    private var undos: [Undo]?

    init(store: DocumentStore) { self.store = store }

    /// Whether nothing has been written.
    package var isEmpty: Bool { parts.isEmpty }

    /// The spaces that were written, in any order.
    var spaces: [Space] { Array(parts.keys) }

    /// The changes in a space, in order of their first write.
    func changes(in space: Space) -> [Change] { parts[space]?.changes ?? [] }

    /// A document with this transaction's writes; nil if nobody has written it.
    package func document(_ address: DocumentAddress) -> Document? {
        guard let place = places[address] else { return store.document(address) }
        return documents[place].cells.isEmpty ? nil : documents[place]
    }

    /// What a field shows with this transaction's writes; nil if nobody has written it.
    package func shown(_ address: DocumentAddress, _ path: String) -> Shown? {
        document(address).flatMap { store.shown($0, address.key.collection, path) }
    }

    /// What a count needs to know of a counter now.
    package func scan(_ address: DocumentAddress, _ path: String) -> CounterScan {
        let entries = document(address)?.entries(path) ?? []
        return CounterScan(
            withoutCount: CounterReading(entries).withoutCount,
            counts: entries.filter { $0.slot == .count }.map(\.name.dot).sorted())
    }

    /// Writes a register. `seen` are the entries that the caller saw, if that is some time ago: those of them that are still
    /// live are replaced; nil replaces all that is live.
    package mutating func set(
        _ address: DocumentAddress, _ path: String, to value: Value, seen: [Dot]? = nil
    ) throws(TransactionFailure) {
        guard value.isEncodable else { throw .value(field: path) }
        let target = try target(address, path)
        let live = try live(target, .whole, \.name.dot) { if case .value = $0 { true } else { false } }
        write(target, .whole, .value(value), replacing: select(live, seen))
    }

    /// Adds to a counter.
    package mutating func add(
        _ address: DocumentAddress, _ path: String, _ amount: Int64
    ) throws(TransactionFailure) {
        guard amount.magnitude <= CounterReading.changeLimit.magnitude else { throw .overflow(field: path) }
        let target = try target(address, path)
        _ = try live(target, .own, \.name.dot) { if case .tally = $0 { true } else { false } }
        let own = documents[target.place].ownEntry(of: store.replica, at: target.range)
        var former: (increment: Int64, total: Int64) = (0, 0)
        if let own, case .tally(let increment, let total) = own.payload {
            former = (own.name.dot.seq == seq(in: address.space) ? increment : 0, total)
        }
        let (total, overflow) = former.total.addingReportingOverflow(amount)
        let increment = former.increment + amount
        guard !overflow, increment.magnitude <= CounterReading.changeLimit.magnitude else {
            throw .overflow(field: path)
        }
        write(target, .own, .tally(increment: increment, total: total), replacing: own.map { [$0.name.dot] } ?? [])
    }

    /// Writes an effect slot of a counter: an amount that counts once, however many nodes write it.
    package mutating func setEffect(
        _ address: DocumentAddress, _ path: String, named effect: String, to amount: Int64
    ) throws(TransactionFailure) {
        guard FormatLimits.isName(effect, limit: FormatLimits.idBytes) else { throw .name(effect) }
        guard amount.magnitude <= CounterReading.changeLimit.magnitude else { throw .overflow(field: path) }
        let target = try target(address, path)
        let live = try live(target, .effect(effect), \.name.dot) { if case .amount = $0 { true } else { false } }
        write(target, .effect(effect), .amount(amount), replacing: live)
    }

    /// Writes a count of a counter, described by the document with the id `record`.
    package mutating func count(
        _ address: DocumentAddress, _ path: String, counted: Int64, scan: CounterScan, record: String
    ) throws(TransactionFailure) {
        guard FormatLimits.isName(record, limit: FormatLimits.idBytes) else { throw .name(record) }
        guard let adjustment = Int64(exactly: Int128(counted) - scan.withoutCount), adjustment.magnitude <= 1 << 56
        else { throw .overflow(field: path) }
        let target = try target(address, path)
        let live = try live(target, .count, \.name.dot) { if case .count = $0 { true } else { false } }
        write(
            target, .count, .count(CountRecord(adjustment: adjustment, document: record)),
            replacing: select(live, scan.counts))
    }

    /// Moves a machine from the state it shows. `seen` are the entries that the caller saw, if that is some time ago; if none
    /// of them is live any more the move is refused with the new state. One move of a field in a transaction.
    package mutating func move(
        _ address: DocumentAddress, _ path: String, to state: String, seen: [Dot]? = nil
    ) throws(TransactionFailure) {
        guard let machine = store.machine(address.key.collection, path) else {
            throw .move(field: path, from: "", to: state)
        }
        let target = try target(address, path)
        let live = try live(target, .whole, \.self) { if case .move = $0 { true } else { false } }
        let replaced = select(live.map(\.name.dot), seen)
        let now = MachineReading(live, by: machine).state
        if seen != nil, replaced.isEmpty, !live.isEmpty { throw .stale(field: path, state: now) }
        let from = MachineReading(live.filter { replaced.contains($0.name.dot) }, by: machine).state
        let move = Move(from: from, to: state)
        let isSecond = writtenIndex(target, .whole, seq(in: address.space)) != nil
        guard !isSecond, !machine.roles(for: move).isEmpty else { throw .move(field: path, from: from, to: state) }
        write(target, .whole, .move(move), replacing: replaced)
    }

    /// A part of each of a slot's live entries; refuses a field of another kind.
    private func live<Part>(
        _ target: Target, _ slot: Slot, _ part: (Entry) -> Part, fits: (Payload) -> Bool
    ) throws(TransactionFailure) -> [Part] {
        var live: [Part] = []
        for index in target.range where documents[target.place].cells[index].entry.slot == slot {
            let entry = documents[target.place].cells[index].entry
            guard fits(entry.payload) else { throw .kind(field: target.path) }
            live.append(part(entry))
        }
        return live
    }

    private func select(_ live: [Dot], _ seen: [Dot]?) -> [Dot] {
        guard let seen else { return live.count > 1 ? live.sorted() : live }
        return live.filter(seen.contains).sorted()
    }

    /// Carries out several writes as one: if one is refused, those before it are taken back. Costs as much as the writes, however
    /// large the transaction is already. Attempts are not nested.
    package mutating func attempt<Failure: Error>(
        _ writes: (inout Transaction) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(undos == nil, "an attempt within an attempt")
        undos = []
        do throws(Failure) { try writes(&self) } catch {
            for undo in (undos ?? []).reversed() { takeBack(undo) }
            undos = nil
            throw error
        }
        undos = nil
    }

    private mutating func takeBack(_ undo: Undo) {
        documents[undo.place] = undo.document
        if let former = undo.former {
            parts[undo.space]!.changes[former.index] = former.change
        } else {
            parts[undo.space]!.changes.removeLast()
            if parts[undo.space]!.changes.isEmpty { parts[undo.space] = nil }
        }
    }

    /// The number that this transaction's delta will have in a space.
    private func seq(in space: Space) -> UInt64 {
        parts[space]?.seq ?? (store.spaces[space]?.chains[store.replica]?.head.seq ?? 0) + 1
    }

    /// Writes a slot; a second write of it takes the first one's place. An entry of this transaction is told by its number,
    /// which no stored entry has, and the index in its dot is that of its change.
    private mutating func write(_ target: Target, _ slot: Slot, _ payload: Payload, replacing dots: [Dot]) {
        let space = target.address.space
        let seq = seq(in: space)
        let index = writtenIndex(target, slot, seq)
        let former = index.map { (index: $0, change: parts[space]!.changes[$0]) }
        undos?.append(
            Undo(space: space, place: target.place, document: documents[target.place], former: former))
        let newest = index ?? parts[space]?.changes.count ?? 0
        let name = EntryName(
            dot: Dot(replica: store.replica, seq: seq, index: UInt32(newest)), hash: DeltaHash(high: 0, low: 0))
        documents[target.place].write(
            target.path, at: target.range,
            Entry(name: name, stamp: Stamp(microseconds: .max), slot: slot, payload: payload),
            replacing: index == nil ? dots : [name.dot])
        let change = Change(
            document: target.address.key, path: target.path, slot: slot, replaces: former?.change.replaces ?? dots,
            payload: payload)
        if let index {
            parts[space]!.changes[index] = change
        } else {
            parts[space, default: Part(seq: seq)].changes.append(change)
        }
    }

    /// The index in its dot of the entry that this transaction wrote to a slot; nil if there is none.
    private func writtenIndex(_ target: Target, _ slot: Slot, _ seq: UInt64) -> Int? {
        for index in target.range {
            let name = documents[target.place].cells[index].entry.name
            if name.dot.seq == seq, name.dot.replica == store.replica,
                documents[target.place].cells[index].entry.slot == slot
            {
                return Int(name.dot.index)
            }
        }
        return nil
    }

    /// A field that is to be written, once its names and its space are found to be good.
    private mutating func target(_ address: DocumentAddress, _ path: String) throws(TransactionFailure) -> Target {
        guard FormatLimits.isName(path, limit: FormatLimits.pathBytes) else { throw .name(path) }
        let place = try place(of: address)
        return Target(address: address, path: path, place: place, range: documents[place].range(of: path))
    }

    private mutating func place(of address: DocumentAddress) throws(TransactionFailure) -> Int {
        if let known = places[address] { return known }
        guard store.holding.includes(address.space) else { throw .space(address.space) }
        let (collection, id) = (address.key.collection, address.key.id)
        guard FormatLimits.isName(collection, limit: FormatLimits.collectionBytes) else { throw .name(collection) }
        guard FormatLimits.isName(id, limit: FormatLimits.idBytes) else { throw .name(id) }
        places[address] = documents.count
        documents.append(store.document(address) ?? Document())
        return documents.count - 1
    }
}
