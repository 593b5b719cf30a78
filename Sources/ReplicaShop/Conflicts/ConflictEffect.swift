/// One thing that keeping a side of a conflict changes, as people read it.
public struct ConflictEffect: Hashable, Sendable, Codable {
    /// What it is: `2026-A-0001, open`, `level of PEN-01`.
    public let what: String
    /// How it is now.
    public let before: String
    /// How it would be.
    public let after: String
}
