public import ReplicaCRDT
import ReplicaDocuments

/// A document as it shows itself at one moment: an immutable value.
public struct DocumentView: Sendable {
    /// Which document.
    public let reference: DocumentReference
    /// When its latest live entry was made, microseconds since 1970 by its author's clock; in a transaction that has written
    /// to it, when that began.
    public let changedAtMicroseconds: UInt64
    /// Paths whose live entries contradict each other, ascending.
    public let conflicts: [String]

    private let document: ReplicaDocuments.Document
    private var shown: [String: Shown]

    /// `now` is the time of a transaction's own entries, which have no stamp yet.
    init(
        _ reference: DocumentReference, _ document: ReplicaDocuments.Document, in reader: some FieldReader,
        now: UInt64 = 0
    ) {
        self.reference = reference
        self.document = document
        var shown: [String: Shown] = [:]
        for path in reader.paths(document) { shown[path] = reader.shown(document, reference.collection, path) }
        self.shown = shown
        conflicts = reader.conflictingPaths(document, reference.collection)
        changedAtMicroseconds =
            document.cells.map(\.entry.stamp.microseconds).map { $0 == .max ? now : $0 }.max() ?? 0
    }

    /// The same with fields as they were before changes of them.
    func undoing(_ changes: [FeedTransaction.FieldChange]) -> DocumentView {
        var view = self
        for change in changes {
            switch (shown[change.path], change.before) {
            case (_, nil): view.shown[change.path] = nil
            case (.level, let before?): view.shown[change.path] = .level(before.level)
            case (.state, .text(let state)?): view.shown[change.path] = .state(state)
            case (_, let before?): view.shown[change.path] = .value(before)
            }
        }
        return view
    }

    /// Its id.
    public var id: String { reference.id }

    /// Whether it was deleted.
    public var isDeleted: Bool { document.isDeleted }

    /// The fields that have entries, ascending.
    public var paths: [String] { shown.keys.sorted() }

    /// What a field shows; a counter as an integer (text beyond 64 bits), a machine as text.
    public subscript(path: String) -> Value? { shown[path]?.asValue }

    /// A counter's sum; 0 if nobody has written it.
    public func level(_ path: String) -> Int128 {
        if case .level(let level)? = shown[path] { level } else { 0 }
    }

    /// A machine's state; nil if nobody has moved it.
    public func state(_ path: String) -> String? {
        if case .state(let state)? = shown[path] { state } else { nil }
    }

    /// The keys under a field, ascending: of `lines/a/quantity` and `lines/b/quantity`, `a` and `b` are under `lines`.
    public func keys(under field: String) -> [String] {
        let prefix = field + "/"
        var keys: [String] = []
        for path in paths where path.hasPrefix(prefix) {
            let key = String(path.dropFirst(prefix.count).prefix { $0 != "/" })
            if keys.last != key { keys.append(key) }
        }
        return keys
    }

    /// What a form that shows a field now has seen of it.
    public func seen(_ path: String) -> SeenEntries { SeenEntries(document.entries(path).map(\.name.dot).sorted()) }

    /// What a count of a counter must know of it now.
    public func scan(_ path: String) -> CounterSnapshot {
        let entries = document.entries(path)
        return CounterSnapshot(
            CounterScan(
                withoutCount: CounterReading(entries).withoutCount,
                counts: entries.filter { $0.slot == .count }.map(\.name.dot).sorted()))
    }

    /// The id of the document that describes the count which holds for a counter; nil without one.
    public func countRecord(_ path: String) -> String? {
        guard case .count(let record)? = CounterReading(document.entries(path)).count?.payload else { return nil }
        return record.document
    }

    /// The ids of the documents that describe counts which the holding one did not see, ascending.
    public func otherCountRecords(_ path: String) -> [String] {
        CounterReading(document.entries(path)).otherCounts.compactMap {
            if case .count(let record) = $0.payload { record.document } else { nil }
        }.sorted()
    }

    /// What the holding count adds to a counter's other slots; nil without one.
    public func countAdjustment(_ path: String) -> Int64? {
        guard case .count(let record)? = CounterReading(document.entries(path)).count?.payload else { return nil }
        return record.adjustment
    }

    /// When the holding count of a counter was recorded, microseconds since 1970 by its author's clock; nil without one, and in the
    /// transaction that records it, when that began.
    public func countedAtMicroseconds(_ path: String) -> UInt64? {
        guard let stamp = CounterReading(document.entries(path)).count?.stamp.microseconds else { return nil }
        return stamp == .max ? changedAtMicroseconds : stamp
    }

    /// All values that live entries of a register hold, the one shown first.
    public func values(_ path: String) -> [Value] {
        guard let reading = RegisterReading(document.entries(path)) else { return [] }
        return ([reading.shown] + reading.losers).compactMap {
            if case .value(let value) = $0.payload { value } else { nil }
        }
    }
}

extension Value {
    /// A counter's sum as the feed writes it: an integer, or text beyond 64 bits.
    fileprivate var level: Int128 { integer.map { Int128($0) } ?? text.flatMap { Int128($0) } ?? 0 }
}
