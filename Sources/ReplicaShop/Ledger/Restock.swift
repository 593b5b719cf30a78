/// Which goods come back to the shelf with a credit.
public enum Restock: Hashable, Sendable, Codable {
    /// None.
    case nothing
    /// All that were not brought back before.
    case everything
    /// Of these lines, by key, so many.
    case lines([String: Int64])
}
