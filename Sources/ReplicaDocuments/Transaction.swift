package import ReplicaCRDT

/// Writes that become one commit: read and write documents of any spaces of this node, then hand it to `commit`. Reads see
/// the transaction's own writes. It must be used up before anything else reaches the store.
package struct Transaction {
    unowned let store: DocumentStore
    /// Changes by space, in order of their first write.
    private(set) var changes: [Space: [Change]] = [:]
    private var documents: [DocumentAddress: Document] = [:]
    private var written: [Slotted: Int] = [:]

    private struct Slotted: Hashable {
        let address: DocumentAddress
        let path: String
        let slot: Slot
    }

    /// What one write replaced.
    private struct Undo {
        let slotted: Slotted
        let document: Document?
        let change: Change?
    }

    /// What the writes of a running `attempt` replaced, newest last; nil while there is none.
    private var undos: [Undo]?

    init(store: DocumentStore) { self.store = store }

    /// Whether nothing has been written.
    package var isEmpty: Bool { changes.isEmpty }

    /// A document with this transaction's writes; nil if nobody has written it.
    package func document(_ address: DocumentAddress) -> Document? { documents[address] ?? store.document(address) }

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
        let live = try entries(address, path, .whole) { if case .value = $0 { true } else { false } }
        try write(address, path, .whole, .value(value), replacing: select(live, seen))
    }

    /// Adds to a counter.
    package mutating func add(
        _ address: DocumentAddress, _ path: String, _ amount: Int64
    ) throws(TransactionFailure) {
        guard amount.magnitude <= CounterReading.changeLimit.magnitude else { throw .overflow(field: path) }
        _ = try entries(address, path, .own) { if case .tally = $0 { true } else { false } }
        let own = document(address)?.ownEntry(path, of: store.replica)
        var former: (increment: Int64, total: Int64) = (0, 0)
        if let own, case .tally(let increment, let total) = own.payload {
            let isOurs = written[Slotted(address: address, path: path, slot: .own)] != nil
            former = (isOurs ? increment : 0, total)
        }
        let (total, overflow) = former.total.addingReportingOverflow(amount)
        let increment = former.increment + amount
        guard !overflow, increment.magnitude <= CounterReading.changeLimit.magnitude else {
            throw .overflow(field: path)
        }
        try write(
            address, path, .own, .tally(increment: increment, total: total),
            replacing: own.map { [$0.name.dot] } ?? [])
    }

    /// Writes an effect slot of a counter: an amount that counts once, however many nodes write it.
    package mutating func setEffect(
        _ address: DocumentAddress, _ path: String, named effect: String, to amount: Int64
    ) throws(TransactionFailure) {
        guard FormatLimits.isName(effect, limit: FormatLimits.idBytes) else { throw .name(effect) }
        guard amount.magnitude <= CounterReading.changeLimit.magnitude else { throw .overflow(field: path) }
        let live = try entries(address, path, .effect(effect)) { if case .amount = $0 { true } else { false } }
        try write(address, path, .effect(effect), .amount(amount), replacing: live.map(\.name.dot))
    }

    /// Writes a count of a counter, described by the document with the id `record`.
    package mutating func count(
        _ address: DocumentAddress, _ path: String, counted: Int64, scan: CounterScan, record: String
    ) throws(TransactionFailure) {
        guard FormatLimits.isName(record, limit: FormatLimits.idBytes) else { throw .name(record) }
        guard let adjustment = Int64(exactly: Int128(counted) - scan.withoutCount), adjustment.magnitude <= 1 << 56
        else { throw .overflow(field: path) }
        let live = try entries(address, path, .count) { if case .count = $0 { true } else { false } }
        try write(
            address, path, .count, .count(CountRecord(adjustment: adjustment, document: record)),
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
        let live = try entries(address, path, .whole) { if case .move = $0 { true } else { false } }
        let replaced = select(live, seen)
        let now = MachineReading(live, by: machine).state
        if seen != nil, replaced.isEmpty, !live.isEmpty { throw .stale(field: path, state: now) }
        let from = MachineReading(live.filter { replaced.contains($0.name.dot) }, by: machine).state
        let move = Move(from: from, to: state)
        let isSecond = written[Slotted(address: address, path: path, slot: .whole)] != nil
        guard !isSecond, !machine.roles(for: move).isEmpty else { throw .move(field: path, from: from, to: state) }
        try write(address, path, .whole, .move(move), replacing: replaced)
    }

    /// The live entries of a slot; refuses a field of another kind.
    private func entries(
        _ address: DocumentAddress, _ path: String, _ slot: Slot, fits: (Payload) -> Bool
    ) throws(TransactionFailure) -> [Entry] {
        guard let document = document(address) else { return [] }
        let live = document.cells[document.range(of: path)].map(\.entry).filter { $0.slot == slot }
        guard live.allSatisfy({ fits($0.payload) }) else { throw .kind(field: path) }
        return live
    }

    private func select(_ live: [Entry], _ seen: [Dot]?) -> [Dot] {
        let dots = live.map(\.name.dot)
        guard let seen else { return dots.sorted() }
        return dots.filter(seen.contains).sorted()
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
        let slotted = undo.slotted
        let space = slotted.address.space
        documents[slotted.address] = undo.document
        if let change = undo.change {
            changes[space]![written[slotted]!] = change
        } else {
            changes[space]!.removeLast()
            if changes[space]!.isEmpty { changes[space] = nil }
            written[slotted] = nil
        }
    }

    private mutating func write(
        _ address: DocumentAddress, _ path: String, _ slot: Slot, _ payload: Payload, replacing dots: [Dot]
    ) throws(TransactionFailure) {
        try check(address, path)
        var document = document(address) ?? Document()
        let slotted = Slotted(address: address, path: path, slot: slot)
        let former = written[slotted].map { changes[address.space]![$0] }
        let index = written[slotted] ?? changes[address.space]?.count ?? 0
        let change = Change(
            document: address.key, path: path, slot: slot, replaces: former?.replaces ?? dots, payload: payload)
        let seq = (store.spaces[address.space]?.chains[store.replica]?.head.seq ?? 0) + 1
        let name = EntryName(
            dot: Dot(replica: store.replica, seq: seq, index: UInt32(index)), hash: DeltaHash(high: 0, low: 0))
        _ = document.write(
            path, Entry(name: name, stamp: Stamp(microseconds: .max), slot: slot, payload: payload),
            replacing: former == nil ? dots : [name.dot])
        undos?.append(Undo(slotted: slotted, document: documents[address], change: former))
        documents[address] = document
        if former != nil {
            changes[address.space]![index] = change
        } else {
            changes[address.space, default: []].append(change)
            written[slotted] = index
        }
    }

    private func check(_ address: DocumentAddress, _ path: String) throws(TransactionFailure) {
        guard store.holding.includes(address.space) else { throw .space(address.space) }
        let collection = address.key.collection
        guard FormatLimits.isName(collection, limit: FormatLimits.collectionBytes) else { throw .name(collection) }
        guard FormatLimits.isName(address.key.id, limit: FormatLimits.idBytes) else { throw .name(address.key.id) }
        guard FormatLimits.isName(path, limit: FormatLimits.pathBytes) else { throw .name(path) }
    }
}
