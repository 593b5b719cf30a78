public import Replica

/// Which products a list shows.
public struct ProductFilter: Hashable, Sendable {
    /// Only those at or below their threshold, out of stock, or below zero.
    public var isLow = false
    /// Only those below zero.
    public var isBelowZero = false
    /// Only those of which nothing is left.
    public var isOut = false
    /// Only those with a place that was not counted since then, microseconds since 1970.
    public var notCountedSinceMicroseconds: UInt64?
    /// Only those of which something lies, or lay, at this place; empty: the shop itself.
    public var place: String?
    /// Words that all must occur in SKU, name, barcode, category, supplier or id.
    public var text: String?
    /// A condition on the fields of ``ShopFields/products``.
    public var matching: Filter?
    /// At most so many; nil: all.
    public var limit: Int?

    /// All products.
    public init() {}

    func admits(_ product: ProductView) -> Bool {
        if isLow, !product.isLow { return false }
        if isBelowZero, product.level >= 0 { return false }
        if isOut, product.level != 0 { return false }
        if let limit = notCountedSinceMicroseconds, product.countedAtMicroseconds ?? 0 >= limit { return false }
        if let place, !product.places.contains(where: { $0.name.utf8.elementsEqual(place.utf8) }) { return false }
        guard let text else { return true }
        let all = [
            product.sku, product.name, product.barcode ?? "", product.category ?? "", product.supplier ?? "",
            product.id,
        ]
        return SearchText(all.joined(separator: " ")).contains(text)
    }
}

extension ProductView {
    /// Level at or under the threshold.
    public var isLow: Bool { StockAlert.Situation(level: Int128(level), threshold: threshold).isLow }
}
