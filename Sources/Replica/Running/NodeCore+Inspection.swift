import ReplicaCRDT
import ReplicaDocuments

extension NodeCore {
    /// The conflicts of all documents that this node holds, ascending by document.
    func conflicts() -> [Conflict] {
        store.conflicted.filter { !EventCollection.contains($0.key.collection) }.sorted().flatMap {
            address -> [Conflict] in
            guard let document = store.document(address) else { return [] }
            return store.conflictingPaths(document, address.key.collection).map { path in
                conflict(address, document, path)
            }
        }
    }

    private func conflict(_ address: DocumentAddress, _ document: ReplicaDocuments.Document, _ path: String) -> Conflict
    {
        let entries = document.entries(path)
        let kind: Conflict.Kind
        let shown: EntryName?
        var sides = entries
        switch entries[0].payload {
        case .value:
            kind = .register
            shown = RegisterReading(entries)?.shown.name
        case .move:
            kind = .machine
            shown = store.machine(address.key.collection, path).flatMap { MachineReading(entries, by: $0).shown?.name }
        case .tally, .amount, .count:
            kind = .count
            sides = entries.filter { $0.slot == .count }
            shown = CounterReading(entries).count?.name
        }
        sides.sort { ($0.name == shown ? 0 : 1, $0.name) < ($1.name == shown ? 0 : 1, $1.name) }
        return Conflict(
            id: "\(address.space)/\(address.key).\(path)", kind: kind, reference: DocumentReference(address),
            path: path,
            sides: sides.map { entry in
                Conflict.Side(
                    value: Self.value(of: entry.payload), isShown: entry.name == shown,
                    node: entry.name.dot.replica.node.description, madeAtMicroseconds: entry.stamp.microseconds,
                    entries: SeenEntries([entry.name.dot]))
            })
    }

    private static func value(of payload: Payload) -> Value {
        switch payload {
        case .value(let value): value
        case .tally(_, let total): .integer(total)
        case .amount(let amount): .integer(amount)
        case .count(let record): .text(record.document)
        case .move(let move): .text(move.to)
        }
    }

    private static func text(of payload: Payload) -> String {
        switch payload {
        case .value: "set"
        case .tally(let increment, let total): "\(increment >= 0 ? "+" : "")\(increment), in all \(total) by this node"
        case .amount(let amount): "\(amount >= 0 ? "+" : "")\(amount), once"
        case .count(let record):
            "counted (\(record.document)): \(record.adjustment >= 0 ? "+" : "")\(record.adjustment)"
        case .move(let move): "\(move.from) → \(move.to)"
        }
    }

    /// Every write to a field, from the log.
    func explain(_ reference: DocumentReference, _ path: String) throws(ReplicaError) -> Explanation {
        let history: [ArchivedDelta]
        do throws(ArchiveFailure) {
            history = try store.history(of: reference.address)
        } catch { throw .storage(error.description) }
        let document = store.document(reference.address) ?? ReplicaDocuments.Document()
        let live = Set(document.entries(path).map(\.name))
        let shown = shownNames(document.entries(path), reference.collection, path)
        var writes: [Explanation.Write] = []
        for write in history {
            for (index, change) in write.delta.changes.enumerated()
            where change.document == reference.address.key && change.path == path {
                let name = write.delta.entryName(index)
                writes.append(
                    Explanation.Write(
                        node: write.delta.replica.node.description, user: write.delta.user,
                        madeAtMicroseconds: write.delta.stamp.microseconds,
                        receivedAtMilliseconds: write.receivedMilliseconds, text: Self.text(of: change.payload),
                        value: Self.value(of: change.payload), isLive: live.contains(name),
                        isShown: shown.contains(name),
                        operation: write.delta.operation.map(OperationKey.init), entry: SeenEntries([name.dot]),
                        replaced: SeenEntries(change.replaces)))
            }
        }
        return Explanation(
            reference: reference, path: path, shown: store.shown(document, reference.collection, path)?.asValue,
            writes: writes)
    }

    /// The entries that make what is shown.
    private func shownNames(_ entries: [Entry], _ collection: String, _ path: String) -> Set<EntryName> {
        guard let first = entries.first else { return [] }
        switch first.payload {
        case .value: return Set([RegisterReading(entries)?.shown.name].compactMap(\.self))
        case .move:
            guard let machine = store.machine(collection, path) else { return [] }
            return Set([MachineReading(entries, by: machine).shown?.name].compactMap(\.self))
        case .tally, .amount, .count:
            let reading = CounterReading(entries)
            return Set(entries.filter { $0.slot != .count }.map(\.name) + [reading.count?.name].compactMap(\.self))
        }
    }

    /// The name that a member was given; its id if it has none.
    func memberName(_ node: NodeID) -> String {
        guard let admission = store.membership.current(node) else { return node.description }
        let key = DocumentKey(Collections.member, node.description)
        let document = store.document(DocumentAddress(admission.space, key))
        if case .value(.text(let name))? = document.flatMap({ store.shown($0, Collections.member, Collections.name) }) {
            return name
        }
        return node.description
    }
}
