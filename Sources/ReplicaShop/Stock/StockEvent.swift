/// A product crossed its threshold or zero.
public struct StockEvent: Hashable, Sendable, Codable {
    /// The row of the feed in which it happened.
    public let seq: UInt64
    /// Whether that row was pushed as it was made, and not caught up.
    public let isLive: Bool
    /// The product's id.
    public let product: String
    /// What it tells.
    public let alert: StockAlert
    /// The level then.
    public let level: Int64
    /// The threshold then.
    public let threshold: Int64?
}
