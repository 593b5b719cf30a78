package import ReplicaCRDT

extension DocumentStore {
    /// A document; nil if nobody has written it.
    package func document(_ address: DocumentAddress) -> Document? { spaces[address.space]?.document(address.key) }

    /// The ids of a collection in a space, ascending.
    package func ids(_ collection: String, in space: Space) -> [String] {
        spaces[space]?.documents[collection]?.keys.sorted() ?? []
    }

    /// The documents whose field shows a value; nil if the field is not indexed.
    package func documents(_ name: FieldIndexes.Name, _ value: Value) -> [DocumentAddress]? {
        indexes.documents(name, value)
    }
}

extension DocumentStore: FieldReader {}

extension FieldReader {
    /// What a field shows; nil if nobody has written it.
    package func shown(_ document: Document, _ collection: String, _ path: String) -> Shown? {
        shown(document, collection, path, document.range(of: path))
    }

    /// What a field shows whose cells are at `range`.
    package func shown(_ document: Document, _ collection: String, _ path: String, _ range: Range<Int>) -> Shown? {
        guard let first = range.first.map({ document.cells[$0].entry }) else { return nil }
        if range.count == 1 {
            switch first.payload {
            case .value(let value): return .value(value)
            case .move(let move): return .state(move.to)
            case .tally(_, let total): return .level(Int128(total))
            case .amount, .count: break
            }
        }
        let entries = readable(document.cells[range].map(\.entry), collection, path)
        switch entries[0].payload {
        case .value: return RegisterReading(entries).map { .value($0.value) }
        case .tally, .amount, .count: return .level(CounterReading(entries).value)
        case .move:
            guard let machine = machine(collection, path) else {
                if case .move(let move)? = entries.tieWinner?.payload { return .state(move.to) }
                return nil
            }
            return .state(MachineReading(entries, by: machine).state)
        }
    }

    /// The declaration of a machine by the rules that hold now.
    package func machine(_ collection: String, _ path: String) -> MachineDeclaration? {
        guard case .machine(let machine)? = rules?.rule(collection, path)?.kind else { return nil }
        return machine
    }

    /// The paths of a document, ascending, each once.
    package func paths(_ document: Document) -> [String] {
        var paths: [String] = []
        for cell in document.cells where paths.last != cell.path { paths.append(cell.path) }
        return paths
    }

    /// The paths of a document whose live entries a person should look at.
    package func conflictingPaths(_ document: Document, _ collection: String) -> [String] {
        var result: [String] = []
        var index = 0
        while index < document.cells.count {
            let path = document.cells[index].path
            let range = document.range(of: path)
            if range.count > 1, isConflict(document.cells[range].map(\.entry), collection, path) { result.append(path) }
            index = range.upperBound
        }
        return result
    }

    /// The entries of the kind that a field is read as. Only a change of the rules, or admins who write a field that no
    /// rules declare, leave entries of several kinds; then the declared kind is read, else that of the entry that wins ties,
    /// whatever arrived first.
    private func readable(_ entries: [Entry], _ collection: String, _ path: String) -> [Entry] {
        let kind = entries[0].payload.reading
        if entries.allSatisfy({ $0.payload.reading == kind }) { return entries }
        if let declared = rules?.rule(collection, path)?.kind {
            let fitting = entries.filter { $0.payload.fits(declared) }
            if !fitting.isEmpty { return fitting }
        }
        let winner = entries.tieWinner?.payload.reading
        return entries.filter { $0.payload.reading == winner }
    }

    private func isConflict(_ all: [Entry], _ collection: String, _ path: String) -> Bool {
        let entries = readable(all, collection, path)
        if entries.count < all.count { return true }
        switch entries[0].payload {
        case .value: return RegisterReading(entries)?.isConflict ?? false
        case .tally, .amount, .count: return !CounterReading(entries).otherCounts.isEmpty
        case .move: return machine(collection, path).map { MachineReading(entries, by: $0).isConflict } ?? false
        }
    }
}

extension DocumentStore {
    /// How many documents of a collection a space has, deleted ones included.
    package func count(_ collection: String, in space: Space) -> Int {
        spaces[space]?.documents[collection]?.count ?? 0
    }
}
