public import ReplicaCRDT
import ReplicaDocuments

/// One row of the feed: a commit that took effect on this node, whole.
public struct FeedTransaction: Sendable {
    /// A field's change.
    public struct FieldChange: Sendable {
        /// Its path.
        public let path: String
        /// What it showed; nil if nobody had written it.
        public let before: Value?
        /// What it shows.
        public let after: Value?
        /// Whether a merge decided what is shown, and not the author of this commit.
        public let isMerged: Bool
        /// Whether the field has several writes now that did not see each other: what is shown is the rule's choice.
        public let opensConflict: Bool
        /// Whether it replaced several such writes, and so decided between them.
        public let settlesConflict: Bool
    }

    /// A document's changes.
    public struct DocumentChange: Sendable {
        /// Which document.
        public let reference: DocumentReference
        /// Whether nobody had written it before.
        public let isNew: Bool
        /// Whether this commit deleted it.
        public let isDeletion: Bool
        /// Its fields' changes, in the order of writing.
        public let fields: [FieldChange]
    }

    /// Its number: 1, 2, 3, … on this node, without gaps.
    public let seq: UInt64
    /// The node that made it: 32 hexadecimal digits.
    public let node: String
    /// Who acted.
    public let user: String
    /// The action, if it had a key.
    public let operation: OperationKey?
    /// When it was made, microseconds since 1970 by its author's clock.
    public let madeAtMicroseconds: UInt64
    /// When it arrived here, milliseconds since 1970 by this node's clock.
    public let receivedAtMilliseconds: Int64
    /// Whether it was pushed as it was made, and not caught up.
    public let isLive: Bool
    /// What it changed; the format's own records (members, rules) are among it. Empty if a rule made it void, or if it is an event.
    public let documents: [DocumentChange]
    /// The durable events that it published.
    public let events: [CustomEvent]

    /// What a digest sums up, with the particulars of the last of its rows.
    init(_ last: FeedTransaction, isLive: Bool, documents: [DocumentChange], events: [CustomEvent]) {
        seq = last.seq
        node = last.node
        user = last.user
        operation = nil
        madeAtMicroseconds = last.madeAtMicroseconds
        receivedAtMilliseconds = last.receivedAtMilliseconds
        self.isLive = isLive
        self.documents = documents
        self.events = events
    }

    init(_ row: FeedRow) {
        seq = row.seq
        node = row.replica.node.description
        user = row.user
        operation = row.operation.map(OperationKey.init)
        madeAtMicroseconds = row.madeAt.microseconds
        receivedAtMilliseconds = row.receivedMilliseconds
        isLive = row.isLive
        events = row.documents.compactMap { CustomEvent($0, in: row) }
        documents = row.documents.filter { !EventCollection.contains($0.address.key.collection) }.map { document in
            DocumentChange(
                reference: DocumentReference(document.address), isNew: document.isNew,
                isDeletion: document.fields.contains { $0.path == Collections.deleted && $0.after == .bool(true) },
                fields: document.fields.map {
                    FieldChange(
                        path: $0.path, before: $0.before, after: $0.after, isMerged: $0.merged,
                        opensConflict: $0.conflict == .opens, settlesConflict: $0.conflict == .settles)
                })
        }
    }
}
