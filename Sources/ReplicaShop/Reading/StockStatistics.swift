/// Sums over products.
public struct StockStatistics: Hashable, Sendable, Codable {
    /// How many products there are.
    public var products = 0
    /// How many pieces in all.
    public var pieces: Int64 = 0
    /// How many products have each status, by the status's word.
    public var byStatus: [String: Int] = [:]
    /// How many are at or below their threshold, whatever their status.
    public var low = 0
    /// What the pieces above zero come to at their prices, by currency, in its smallest units.
    public var value: [String: Int64] = [:]

    mutating func add(_ product: ProductView) {
        products += 1
        pieces = Int64(clamping: Int128(pieces) + Int128(product.level))
        byStatus[product.status.rawValue, default: 0] += 1
        if product.isLow { low += 1 }
        let worth = Int128(max(0, product.level)) * Int128(product.price.minor)
        let code = product.price.currency.code
        value[code] = Int64(clamping: Int128(value[code] ?? 0) + worth)
    }
}
