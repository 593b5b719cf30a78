import ReplicaCRDT
import ReplicaDocuments

/// Many rows of the feed as one: of each document the last state, against the state before the first of the rows.
///
/// For readers that are far behind and want to know where things stand, not each step that led there. It keeps what the rows touched,
/// within bounds.
package struct FeedDigest: Sendable {
    /// What becomes of one field.
    private struct Field {
        let before: Value?
        var after: Value?
        var isMerged: Bool
    }

    /// What becomes of one document.
    private struct Change {
        let isNew: Bool
        var isDeletion: Bool
        var fields: [String: Field] = [:]
        var paths: [String] = []
    }

    /// How many documents it can tell of.
    private let maximumDocuments: Int
    /// Of which collections; nil: of all.
    private let collections: Set<String>?
    private var changes: [DocumentReference: Change] = [:]
    private var order: [DocumentReference] = []
    private var events: [CustomEvent] = []
    private var last: FeedTransaction?
    private var isLive = true
    /// How many rows it sums up.
    package private(set) var count = 0
    /// The first of them.
    package private(set) var first: UInt64?

    /// An empty digest of documents of some collections; nil: of all.
    package init(maximumDocuments: Int, collections: Set<String>? = nil) {
        self.maximumDocuments = maximumDocuments
        self.collections = collections
    }

    /// Whether the rows touched more documents, or published more events, than it may tell of.
    package var isTooLarge: Bool { order.count + events.count > maximumDocuments }

    /// The number of the last row in it.
    package var seq: UInt64? { last?.seq }

    /// Takes the next row.
    package mutating func take(_ row: FeedTransaction) {
        count += 1
        first = first ?? row.seq
        last = row
        isLive = isLive && row.isLive
        guard !isTooLarge else { return }
        for document in row.documents where collections?.contains(document.reference.collection) != false {
            take(document)
        }
        events += row.events
    }

    private mutating func take(_ document: FeedTransaction.DocumentChange) {
        if changes[document.reference] == nil { order.append(document.reference) }
        var change = changes[document.reference] ?? Change(isNew: document.isNew, isDeletion: false)
        for field in document.fields {
            if change.fields[field.path] == nil { change.paths.append(field.path) }
            var sum = change.fields[field.path] ?? Field(before: field.before, after: nil, isMerged: false)
            sum.after = field.after
            sum.isMerged = field.isMerged
            change.fields[field.path] = sum
        }
        change.isDeletion = change.fields[Collections.deleted]?.after == .bool(true)
        changes[document.reference] = change
    }

    /// The rows as one, with the particulars of the last; nil if there was none. What appeared and disappeared again is left out.
    package var row: FeedTransaction? {
        guard let last else { return nil }
        let documents = order.compactMap { reference -> FeedTransaction.DocumentChange? in
            guard let change = changes[reference], !(change.isNew && change.isDeletion) else { return nil }
            let fields = change.paths.compactMap { path -> FeedTransaction.FieldChange? in
                guard let field = change.fields[path], field.before != field.after else { return nil }
                // A digest tells how things stand, not the steps that led there.
                return .init(
                    path: path, before: field.before, after: field.after, isMerged: field.isMerged,
                    opensConflict: false, settlesConflict: false)
            }
            return .init(reference: reference, isNew: change.isNew, isDeletion: change.isDeletion, fields: fields)
        }
        return FeedTransaction(last, isLive: isLive, documents: documents, events: events)
    }
}
