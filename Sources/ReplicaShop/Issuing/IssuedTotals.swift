public import Replica

/// The totals as they stand on an issued bill.
public struct IssuedTotals: Hashable, Sendable, Codable {
    /// What is taxed at one rate.
    public struct Tax: Hashable, Sendable, Codable {
        /// The rate.
        public let rate: TaxRate
        /// Without tax.
        public let net: Money
        /// The tax.
        public let tax: Money
    }

    /// The rule by which they were computed, by name; a newer program's name is kept as it is.
    public let rule: String
    /// The currency of the bill.
    public let currency: Currency
    /// Without tax.
    public let net: Money
    /// The tax.
    public let tax: Money
    /// What there is to pay.
    public let total: Money
    /// What all discounts take off.
    public let discount: Money
    /// The discount on the bill, as it was given.
    public let billDiscount: Discount?
    /// One for each rate, the lowest first.
    public let taxes: [Tax]

    init(_ totals: BillTotals, billDiscount: Discount?) {
        rule = totals.rule.description
        currency = totals.currency
        net = totals.net
        tax = totals.tax
        total = totals.total
        discount = totals.discount
        self.billDiscount = billDiscount
        taxes = totals.taxes.map { Tax(rate: $0.rate, net: $0.net, tax: $0.tax) }
    }

    /// Reads the field `totals` of a bill.
    public init?(_ value: Value?) {
        guard let value, let rule = value["rule"]?.text, let code = value["currency"]?.text,
            let currency = try? Currency(parsing: code), let net = value["net"]?.integer,
            let tax = value["tax"]?.integer, let total = value["total"]?.integer,
            let discount = value["discount"]?.integer
        else { return nil }
        self.rule = rule
        self.currency = currency
        self.net = Money(net, currency)
        self.tax = Money(tax, currency)
        self.total = Money(total, currency)
        self.discount = Money(discount, currency)
        billDiscount = Discount(value["billDiscount"])
        taxes = (value["taxes"]?.list ?? []).compactMap { item in
            guard let rate = TaxRate(item["rate"]), let net = item["net"]?.integer, let tax = item["tax"]?.integer
            else { return nil }
            return Tax(rate: rate, net: Money(net, currency), tax: Money(tax, currency))
        }
    }

    var value: Value {
        .map(present: [
            ("rule", .text(rule)), ("currency", .text(currency.code)), ("net", .integer(net.minor)),
            ("tax", .integer(tax.minor)), ("total", .integer(total.minor)), ("discount", .integer(discount.minor)),
            ("billDiscount", billDiscount?.value),
            (
                "taxes",
                .list(
                    taxes.map {
                        .map(of: [
                            ("rate", $0.rate.value), ("net", .integer($0.net.minor)),
                            ("tax", .integer($0.tax.minor)),
                        ])
                    })
            ),
        ])
    }
}
