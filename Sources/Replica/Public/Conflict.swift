public import ReplicaCRDT

/// A field whose concurrent writes a person should look at: what is shown, what the rule discarded, who wrote each.
public struct Conflict: Sendable {
    /// What kind of field it is.
    public enum Kind: String, Sendable {
        /// A register: one value is shown, the others were discarded.
        case register
        /// A state machine: states that exclude each other, or a withdrawal beside another move.
        case machine
        /// A counter: counts that did not see each other.
        case count
    }

    /// One side.
    public struct Side: Sendable {
        /// The value, the state, or for a count the id of the document that describes it.
        public let value: Value
        /// Whether it is the one shown.
        public let isShown: Bool
        /// Who wrote it: a node's id.
        public let node: String
        /// When, microseconds since 1970 by the author's clock.
        public let madeAtMicroseconds: UInt64
        /// The very entries of this side.
        public let entries: SeenEntries
    }

    /// A stable name: space, collection, id and field.
    public let id: String
    /// The kind.
    public let kind: Kind
    /// The document.
    public let reference: DocumentReference
    /// The field's path.
    public let path: String
    /// The sides, the shown one first.
    public let sides: [Side]
}
