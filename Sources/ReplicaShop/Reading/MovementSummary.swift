/// What moved of one product for one reason.
public struct MovementSummary: Hashable, Sendable, Codable {
    /// The product's id.
    public let product: String
    /// Its SKU.
    public let sku: String
    /// Its name.
    public let name: String
    /// Why.
    public let reason: StockReason
    /// How many rows there are.
    public var rows: Int
    /// The sum of their quantities.
    public var quantity: Int64
    /// The sum of those that came in.
    public var incoming: Int64
    /// The sum of those that went out, below zero.
    public var outgoing: Int64
}
