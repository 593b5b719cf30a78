public import Replica

/// Which rows of the ledger of stock a list shows; the latest first.
public struct MovementFilter: Hashable, Sendable {
    /// Of this product: SKU, barcode, id.
    public var product: String?
    /// Of this bill: number, id.
    public var bill: String?
    /// For one of these reasons; empty: all.
    public var reasons: Set<StockReason> = []
    /// From this moment on, microseconds since 1970.
    public var sinceMicroseconds: UInt64?
    /// Until before this moment, microseconds since 1970.
    public var untilMicroseconds: UInt64?
    /// At this place; empty: in the shop itself.
    public var place: String?
    /// Words that all must occur in SKU, name, note or person.
    public var text: String?
    /// A condition on the fields of ``ShopFields/movements``.
    public var matching: Filter?
    /// At most so many; nil: all.
    public var limit: Int?

    /// All rows.
    public init() {}

    func admits(_ row: MovementView) -> Bool {
        if !reasons.isEmpty, !reasons.contains(row.reason) { return false }
        if let sinceMicroseconds, row.atMicroseconds < sinceMicroseconds { return false }
        if let untilMicroseconds, row.atMicroseconds >= untilMicroseconds { return false }
        if let place, !row.place.utf8.elementsEqual(place.utf8) { return false }
        guard let text else { return true }
        return SearchText([row.sku, row.name, row.note ?? "", row.by ?? ""].joined(separator: " ")).contains(text)
    }
}
