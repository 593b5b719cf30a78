import Replica

/// A line as it stands on an issued bill: frozen, whatever becomes of the product.
public struct IssuedLine: Hashable, Sendable, Codable {
    /// Names the line within its bill.
    public let key: String
    /// The product's id.
    public let product: String
    /// The product's SKU then.
    public let sku: String
    /// The product's name then.
    public let name: String
    /// How many.
    public let quantity: Int64
    /// For one.
    public let unitPrice: Money
    /// The rate that it is taxed at.
    public let taxRate: TaxRate
    /// What is taken off the line.
    public let discount: Discount?
    /// Without tax.
    public let net: Money
    /// Its tax, or its part of the bill's.
    public let tax: Money
    /// With tax, after all discounts.
    public let gross: Money

    init(_ draft: PricedLine, _ totals: LineTotals) {
        key = draft.key
        product = draft.product
        sku = draft.sku
        name = draft.name
        quantity = draft.line.quantity
        unitPrice = draft.line.unitPrice
        taxRate = draft.line.taxRate
        discount = draft.line.discount
        net = totals.net
        tax = totals.tax
        gross = totals.gross
    }

    /// Reads what ``value`` writes, with amounts in `currency`.
    init?(_ value: Value, in currency: Currency) {
        guard let key = value["key"]?.text, let product = value["product"]?.text, let sku = value["sku"]?.text,
            let name = value["name"]?.text, let quantity = value["quantity"]?.integer,
            let price = value["price"]?.integer, let rate = TaxRate(value["taxRate"]),
            let net = value["net"]?.integer, let tax = value["tax"]?.integer, let gross = value["gross"]?.integer
        else { return nil }
        self.key = key
        self.product = product
        self.sku = sku
        self.name = name
        self.quantity = quantity
        unitPrice = Money(price, currency)
        taxRate = rate
        discount = Discount(value["discount"])
        self.net = Money(net, currency)
        self.tax = Money(tax, currency)
        self.gross = Money(gross, currency)
    }

    var value: Value {
        .map(present: [
            ("key", .text(key)), ("product", .text(product)), ("sku", .text(sku)), ("name", .text(name)),
            ("quantity", .integer(quantity)), ("price", .integer(unitPrice.minor)), ("taxRate", taxRate.value),
            ("discount", discount?.value), ("net", .integer(net.minor)), ("tax", .integer(tax.minor)),
            ("gross", .integer(gross.minor)),
        ])
    }
}
