public import Replica

/// Something that two people did while apart and that a person should look at. Nothing is lost: all sides are kept, and one is
/// shown until somebody decides.
public struct ShopConflict: Hashable, Sendable, Codable, Identifiable {
    /// What sort of conflict it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// A field with several values, one of which is shown.
        case register
        /// States that exclude each other, or a withdrawal beside another move.
        case machine
        /// Counts of one product that did not see each other.
        case count
        /// One draft, two bills.
        case issuedTwice = "issued-twice"
        /// An edit of a draft that its bill had not seen.
        case changedWhileIssued = "changed-while-issued"
        /// More was received than is owed.
        case overpaid
        /// A void bill with money on it.
        case moneyToGiveBack = "money-to-give-back"
        /// A void bill with a credit on it: its goods may have returned twice.
        case voidedAndCredited = "voided-and-credited"
        /// More left the stock than was recorded in.
        case belowZero = "below-zero"
        /// Two products or customers with one key.
        case keyTwice = "key-twice"
    }

    /// One of the things that contradict each other.
    public struct Side: Hashable, Sendable, Codable, Identifiable {
        /// Names it for ``ShopNode/resolve(conflict:keeping:as:operation:)``.
        public let id: String
        /// For people.
        public let label: String
        /// Whether it is what is shown now. Of payments that all count none is shown before another.
        public let isShown: Bool
        /// Who wrote it: a node's id, where it is known.
        public let node: String?
        /// Who acted there, where it is known.
        public var user: String?
        /// Of a decision: whether the field shows this value now.
        public var holds: Bool?
        /// When, microseconds since 1970 by the author's clock.
        public let atMicroseconds: UInt64?
    }

    /// Stable: the same on every node.
    public let id: String
    /// What sort of conflict it is.
    public let kind: Kind
    /// The document's space.
    public let space: String
    /// The document's collection.
    public let collection: String
    /// The document's id.
    public let document: String
    /// The field's path, where it is about one field.
    public let path: String?
    /// What happened, in one sentence without a full stop.
    public let message: String
    /// What to do about it, in one sentence without a full stop.
    public let hint: String
    /// The shown one first.
    public let sides: [Side]
    /// Whether keeping a side settles it.
    public let canResolve: Bool

    /// The document.
    public var reference: DocumentReference? {
        Space(space).map { DocumentReference($0, collection, document) }
    }

    init(
        _ kind: Kind, _ reference: DocumentReference, path: String? = nil, id: String? = nil, message: String,
        hint: String, sides: [Side], canResolve: Bool
    ) {
        self.id = id ?? "\(kind.rawValue):\(reference.id)"
        self.kind = kind
        space = reference.space.description
        collection = reference.collection
        document = reference.id
        self.path = path
        self.message = message
        self.hint = hint
        self.sides = sides
        self.canResolve = canResolve
    }
}
