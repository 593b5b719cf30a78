package import ReplicaCRDT

/// One row of a node's feed: a commit that took effect here, with all documents it changed and what their fields showed
/// before and after. Rows are numbered without gaps in the order of taking effect.
package struct FeedRow: Hashable, Sendable {
    /// One field's change.
    package struct FieldChange: Hashable, Sendable {
        /// The field's path.
        package let path: String
        /// What was shown; nil if nobody had written it.
        package let before: Value?
        /// What is shown.
        package let after: Value?
        /// Whether what is shown differs from what this commit wrote: a merge decided.
        package let merged: Bool
        /// What it did to writes that had not seen each other; nil where there were none.
        package let conflict: ConflictStep?
    }

    /// One document's changes.
    package struct DocumentChange: Hashable, Sendable {
        /// Which.
        package let address: DocumentAddress
        /// Whether it had no entries before.
        package let isNew: Bool
        /// Its fields' changes.
        package internal(set) var fields: [FieldChange]
    }

    /// 1, 2, 3, … on this node.
    package internal(set) var seq: UInt64
    /// Who wrote.
    package let replica: ReplicaID
    /// Who acted.
    package let user: String
    /// The action.
    package let operation: OperationID?
    /// When it was made, by the author's clock.
    package let madeAt: Stamp
    /// When it arrived here, milliseconds since 1970 by the own clock.
    package let receivedMilliseconds: Int64
    /// Whether it was pushed as it was made, and not caught up.
    package let isLive: Bool
    /// The deltas of the commit as they took effect here.
    package internal(set) var positions: [Position]
    /// The documents, in the order of their first change.
    package internal(set) var documents: [DocumentChange]
}
