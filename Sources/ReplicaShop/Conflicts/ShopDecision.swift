public import Replica

/// What became of writes to a field that had not seen each other: the rule chose one and there was nothing to decide, or somebody
/// decided. Nothing is lost: every side is kept in the log, and a discarded value can be taken back.
public struct ShopDecision: Hashable, Sendable, Codable, Identifiable {
    /// Who decided.
    public enum Judge: String, Hashable, Sendable, CaseIterable, Codable {
        /// The rule of the field.
        case rule
        /// A person, by the next write that had seen all sides.
        case people
    }

    /// The feed's row and a number in it: names it on this node.
    public let id: String
    /// Who decided.
    public let judge: Judge
    /// The document's space.
    public let space: String
    /// The document's collection.
    public let collection: String
    /// The document's id.
    public let document: String
    /// The field's path.
    public let path: String
    /// What happened, in one sentence without a full stop.
    public let message: String
    /// What was chosen among, and what came of it, which is shown.
    public let sides: [ShopConflict.Side]
    /// The node whose write brought it about.
    public let node: String
    /// Who acted there.
    public let user: String
    /// When, microseconds since 1970 by the author's clock.
    public let atMicroseconds: UInt64
    /// Whether a side that is not shown now can be made to hold again.
    public let canTakeBack: Bool

    /// The document.
    public var reference: DocumentReference? {
        Space(space).map { DocumentReference($0, collection, document) }
    }
}
