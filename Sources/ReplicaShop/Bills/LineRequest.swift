/// A line as it is typed on the command line: `PEN-01:2` or `PEN-01:2@1.50`.
public struct LineRequest: Hashable, Sendable {
    /// The SKU of the product, clean.
    public let sku: String
    /// 1 to ``BillLine/maximumQuantity``.
    public let quantity: Int64
    /// The price for one, where it is not to be the product's.
    public let unitPrice: Money?

    /// Reads `SKU:QUANTITY` or `SKU:QUANTITY@PRICE`. Throws ``ShopError`` naming the part that is wrong.
    public init(parsing text: String, in currency: Currency) throws(ShopError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw .malformed(.lineRequest, text) }
        let amounts = parts[1].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        sku = try TextKind.sku.clean(String(parts[0]))
        quantity = try WholeNumber.parse(String(amounts[0]), in: 1...BillLine.maximumQuantity)
        unitPrice = amounts.count == 2 ? try Money(parsing: String(amounts[1]), in: currency) : nil
    }
}
