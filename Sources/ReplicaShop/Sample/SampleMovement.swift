/// An invented movement of stock other than a sale: those follow from the bills.
public struct SampleMovement: Hashable, Sendable {
    /// The product's ``ProductRecord/sku``.
    public let sku: String
    /// When it happened.
    public let day: Day
    /// Why, and how many.
    public let change: StockChange
}
