/// One change of a level, with the reason that gave it its sign. Made by ``StockReason/change(_:note:)`` only.
public struct StockChange: Hashable, Sendable {
    /// The largest change at once, in pieces: the bound of a counter's write.
    public static let maximumQuantity: Int64 = 1 << 40

    /// Why.
    public let reason: StockReason
    /// Signed, not zero, at most ``maximumQuantity`` either way.
    public let quantity: Int64
    /// In words, clean; always there for a correction.
    public let note: String?

    /// The two movements that bring `quantity` pieces from one place to another: out, then in. They add up to nothing.
    public static func move(_ quantity: Int64, note: String? = nil) throws(ShopError) -> (
        out: StockChange, into: StockChange
    ) {
        guard quantity >= 0 else { throw .stock(.signed(.moved)) }
        let into = try StockReason.moved.change(quantity, note: note)
        return (StockChange(reason: .moved, quantity: -quantity, note: into.note), into)
    }
}
