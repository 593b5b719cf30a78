/// One line of a bill as `--line` takes it: `SKU:QTY`, or `SKU:QTY@PRICE` to sell at another price than the product's.
package struct BillLineText: Sendable, Equatable {
    /// The product's key; may itself hold colons.
    package let sku: String
    /// How many; at least one.
    package let quantity: Int64
    /// The price of one in the shop's currency; `nil` takes the product's.
    package let price: DecimalNumber?

    /// Reads the form above; `nil` for anything else, and for a negative price.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), colon > text.startIndex else { return nil }
        let parts = text[text.index(after: colon)...].split(separator: "@", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let quantity = Int64(parts[0]), quantity > 0, !parts[0].hasPrefix("+")
        else { return nil }
        var price: DecimalNumber?
        if parts.count == 2 {
            guard let amount = DecimalNumber(String(parts[1])), amount.significand >= 0 else { return nil }
            price = amount
        }
        sku = String(text[..<colon])
        self.quantity = quantity
        self.price = price
    }
}
