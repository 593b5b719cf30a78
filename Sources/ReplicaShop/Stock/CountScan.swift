/// A product as the counter scans it: give ``token`` back with the count.
public struct CountScan: Hashable, Sendable, Codable {
    /// The product's id.
    public let product: String
    /// Its SKU.
    public let sku: String
    /// Its name.
    public let name: String
    /// Where it is counted; empty for the shop itself.
    public let place: String
    /// The level there now, as far as is known: a blind count does not show it.
    public let expected: Int64
    /// What this node has seen of the counter now.
    public let token: String
}
