extension BillTotals {
    /// A line while the totals are being computed, in 128 bits. No product of two of these exceeds 2^126.
    struct Work {
        let rate: TaxRate
        let list: Int128
        let discount: Int128
        var billDiscount: Int128 = 0
        var tax: Int128 = 0

        init(_ rate: TaxRate, _ priced: (gross: Int128, discount: Int128)) {
            self.rate = rate
            list = priced.gross
            discount = priced.discount
        }

        /// In prices as they stand on the line, less all discounts.
        var amount: Int128 { list - discount - billDiscount }

        func totals(_ rule: TaxRule, _ currency: Currency) throws(ShopError) -> LineTotals {
            var sum = Sum()
            sum.add(self, rule)
            let (net, tax, gross) = try sum.amounts(in: currency)
            return LineTotals(
                listAmount: try Money(exactly: list, currency), discount: try Money(exactly: discount, currency),
                billDiscount: try Money(exactly: billDiscount, currency), net: net, tax: tax, gross: gross,
                taxRate: rate)
        }
    }

    /// Net and tax of some lines.
    struct Sum {
        var net: Int128 = 0
        var tax: Int128 = 0

        mutating func add(_ line: Work, _ rule: TaxRule) {
            net += rule.prices == .included ? line.amount - line.tax : line.amount
            tax += line.tax
        }

        func amounts(in currency: Currency) throws(ShopError) -> (net: Money, tax: Money, gross: Money) {
            (
                try Money(exactly: net, currency), try Money(exactly: tax, currency),
                try Money(exactly: net + tax, currency)
            )
        }
    }
}
