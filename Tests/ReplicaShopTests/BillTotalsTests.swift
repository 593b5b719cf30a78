import ReplicaShop
import Testing

/// Numbers calculated by hand.
@Suite struct BillTotalsTests {
    let includedLine = TaxRule(prices: .included, precision: .line)
    let includedBill = TaxRule(prices: .included, precision: .bill)
    let addedLine = TaxRule(prices: .added, precision: .line)
    let addedBill = TaxRule(prices: .added, precision: .bill)

    func line(
        _ quantity: Int64, _ price: Int64, _ rate: Int, _ discount: Discount? = nil, _ currency: Currency = .eur
    ) throws -> BillLine {
        BillLine(
            quantity: quantity, unitPrice: Money(price, currency), taxRate: try #require(TaxRate(basisPoints: rate)),
            discount: discount)
    }

    func minors(_ totals: BillTotals) -> [Int64] { [totals.net.minor, totals.tax.minor, totals.total.minor] }

    @Test func `included tax of one line`() throws {
        // 1.19 at 19 %: 119 · 19 / 119 = 19.
        let totals = try BillTotals.compute(lines: [line(1, 119, 1900)], rule: includedLine, currency: .eur)
        #expect(minors(totals) == [100, 19, 119])
    }

    @Test func `included tax, per line and per bill, differ by a cent and both add up`() throws {
        // 0.99 at 19 %: 99 · 19 / 119 = 15.807 → 16, three times 48. Together: 297 · 19 / 119 = 47.42 → 47.
        let lines = try [line(1, 99, 1900), line(1, 99, 1900), line(1, 99, 1900)]
        let perLine = try BillTotals.compute(lines: lines, rule: includedLine, currency: .eur)
        #expect(minors(perLine) == [249, 48, 297])
        let perBill = try BillTotals.compute(lines: lines, rule: includedBill, currency: .eur)
        #expect(minors(perBill) == [250, 47, 297])
        // All three lost 0.807; two of the missing units are to be given out, and they go to the first two.
        #expect(perBill.lines.map(\.tax.minor) == [16, 16, 15])
        #expect(perBill.lines.map(\.net.minor) == [83, 83, 84])
    }

    @Test func `added tax, per line and per bill`() throws {
        // 0.25 at 7 %: 1.75 → 2, twice 4; 0.50 at 7 %: 3.5 → 4 by the tie. 0.10 at 19 %: 1.9 → 2.
        let lines = try [line(1, 25, 700), line(1, 25, 700), line(1, 10, 1900)]
        let perLine = try BillTotals.compute(lines: lines, rule: addedLine, currency: .eur)
        #expect(minors(perLine) == [60, 6, 66])
        #expect(perLine.taxes.map(\.rate.basisPoints) == [700, 1900])
        #expect(perLine.taxes.map(\.tax.minor) == [4, 2])
        #expect(perLine.taxes.map(\.gross.minor) == [54, 12])
        // Three of 0.21 at 7 %: 1.47 → 1 each, 3; together 63 · 7 % = 4.41 → 4.
        let three = try [line(1, 21, 700), line(1, 21, 700), line(1, 21, 700)]
        #expect(minors(try BillTotals.compute(lines: three, rule: addedLine, currency: .eur)) == [63, 3, 66])
        let perBill = try BillTotals.compute(lines: three, rule: addedBill, currency: .eur)
        #expect(minors(perBill) == [63, 4, 67])
        #expect(perBill.lines.map(\.tax.minor) == [2, 1, 1])
    }

    @Test func `a tie goes away from zero, not to the even neighbour`() throws {
        // 0.50 at 5 %: 2.5 → 3, where banker's rounding would say 2. 0.30 at 5 %: 1.5 → 2 either way.
        #expect(
            minors(try BillTotals.compute(lines: [line(1, 50, 500)], rule: addedLine, currency: .eur)) == [50, 3, 53])
        #expect(
            minors(try BillTotals.compute(lines: [line(-1, 50, 500)], rule: addedLine, currency: .eur)) == [
                -50, -3, -53,
            ])
    }

    @Test func `a line's discount is taken off before the tax`() throws {
        // 3 · 9.99 = 29.97; 10 % is 2.997 → 3.00; 26.97 at 19 % included: 430.61 → 4.31.
        let percent = try BillTotals.compute(
            lines: [line(3, 999, 1900, .basisPoints(1000))], rule: includedLine, currency: .eur)
        #expect(percent.lines[0].listAmount.minor == 2997)
        #expect(percent.lines[0].discount.minor == 300)
        #expect(minors(percent) == [2266, 431, 2697])
        // 10.00 less 2.50 = 7.50, 20 % added is 1.50.
        let amount = try BillTotals.compute(
            lines: [line(2, 500, 2000, .amount(Money(250, .eur)))], rule: addedLine, currency: .eur)
        #expect(minors(amount) == [750, 150, 900])
        #expect(amount.discount.minor == 250)
    }

    @Test func `a discount on the bill is laid upon its lines`() throws {
        // 10.00 off 10.00 + 20.00 + 3.33 = 33.33: shares 3.0003, 6.0006, 0.9991 → 3.00, 6.00, 1.00.
        let lines = try [line(1, 1000, 1900), line(1, 2000, 700), line(1, 333, 0)]
        let totals = try BillTotals.compute(
            lines: lines, rule: includedLine, currency: .eur, discount: .amount(Money(1000, .eur)))
        #expect(totals.lines.map(\.billDiscount.minor) == [300, 600, 100])
        // 7.00 at 19 %: 111.76 → 1.12. 14.00 at 7 %: 91.59 → 0.92. 2.33 untaxed.
        #expect(totals.lines.map(\.tax.minor) == [112, 92, 0])
        #expect(minors(totals) == [2129, 204, 2333])
        // A third of 1.00 each cannot be; the cent that is missing goes to the first.
        let equal = try BillTotals.compute(
            lines: [line(1, 100, 0), line(1, 100, 0), line(1, 100, 0)], rule: addedBill, currency: .eur,
            discount: .amount(Money(100, .eur)))
        #expect(equal.lines.map(\.billDiscount.minor) == [34, 33, 33])
        #expect(equal.total.minor == 200)
    }

    @Test func `currencies without and with three decimals`() throws {
        // 108 JPY at 8 % included: 8. 3 · 98 at 10 % added: 294 + 29.4 → 29.
        #expect(
            minors(try BillTotals.compute(lines: [line(1, 108, 800, nil, .jpy)], rule: includedLine, currency: .jpy))
                == [100, 8, 108])
        #expect(
            minors(try BillTotals.compute(lines: [line(3, 98, 1000, nil, .jpy)], rule: addedBill, currency: .jpy)) == [
                294, 29, 323,
            ])
        // 1.250 KWD at 5 %: 0.0625 → 0.063.
        #expect(
            minors(try BillTotals.compute(lines: [line(1, 1250, 500, nil, .kwd)], rule: addedLine, currency: .kwd)) == [
                1250, 63, 1313,
            ])
    }

    @Test func `no lines come to nothing`() throws {
        let totals = try BillTotals.compute(lines: [], rule: includedBill, currency: .eur, discount: .basisPoints(500))
        #expect(minors(totals) == [0, 0, 0])
        #expect(totals.taxes.isEmpty)
    }

    @Test func `what cannot be computed is refused by line`() throws {
        func refused(_ line: BillLine, _ fault: LineFault) {
            #expect(throws: ShopError.line(2, fault)) {
                try BillTotals.compute(lines: [self.line(1, 1, 0), line], rule: includedLine, currency: .eur)
            }
        }
        refused(try line(1, 100, 0, nil, .usd), .currency(.usd, bill: .eur))
        refused(try line(1, -1, 0), .negativePrice)
        refused(try line(0, 1, 0), .quantity(0))
        refused(try line(BillLine.maximumQuantity + 1, 1, 0), .quantity(BillLine.maximumQuantity + 1))
        refused(try line(.min, 1, 0), .quantity(.min))
        refused(try line(2, .max, 0), .overflow)
        refused(try line(1, 100, 0, .basisPoints(10_001)), .discountPercentage(10_001))
        refused(try line(1, 100, 0, .basisPoints(-1)), .discountPercentage(-1))
        refused(try line(1, 100, 0, .amount(Money(101, .eur))), .discountTooLarge)
        refused(try line(1, 100, 0, .amount(Money(-1, .eur))), .discountTooLarge)
        refused(try line(1, 100, 0, .amount(Money(1, .usd))), .currency(.usd, bill: .eur))
    }

    @Test func `a bill that does not fit 64 bits is refused, never trapped`() throws {
        let large = try line(1, .max, 100_000)
        for rule in TaxRule.all where rule.prices == .added {
            #expect(throws: ShopError.overflow) { try BillTotals.compute(lines: [large], rule: rule, currency: .eur) }
        }
        for rule in TaxRule.all {
            #expect(throws: ShopError.overflow) {
                try BillTotals.compute(lines: [large, large], rule: rule, currency: .eur)
            }
            #expect(throws: ShopError.billDiscount(.overflow)) {
                try BillTotals.compute(lines: [large, large], rule: rule, currency: .eur, discount: .basisPoints(1))
            }
        }
        // As large as it gets, and it fits.
        let untaxed = try BillTotals.compute(
            lines: [line(1, .max, 0)], rule: addedBill, currency: .eur, discount: .basisPoints(10_000))
        #expect(untaxed.total.minor == 0)
        #expect(untaxed.discount.minor == .max)
    }

    @Test func `a discount on the bill needs lines of one sign and at most their sum`() throws {
        #expect(throws: ShopError.billDiscount(.discountOnMixedSigns)) {
            try BillTotals.compute(
                lines: [line(2, 100, 0), line(-1, 100, 0)], rule: includedLine, currency: .eur,
                discount: .basisPoints(1))
        }
        #expect(throws: ShopError.billDiscount(.discountTooLarge)) {
            try BillTotals.compute(
                lines: [line(1, 100, 0)], rule: includedLine, currency: .eur, discount: .amount(Money(101, .eur)))
        }
        #expect(throws: ShopError.tooManyLines(1001)) {
            try BillTotals.compute(
                lines: Array(repeating: line(1, 1, 0), count: 1001), rule: includedLine, currency: .eur)
        }
    }

    @Test func `a rule's name is stored and read again`() throws {
        #expect(
            TaxRule.all.map(\.description) == ["included-line-1", "included-bill-1", "added-line-1", "added-bill-1"])
        for rule in TaxRule.all {
            #expect(try TaxRule(parsing: rule.description) == rule)
        }
        for text in ["", "included", "included-line-2", "Included-line-1", "included-line-1 "] {
            #expect(throws: ShopError.malformed(.taxRule, text)) { try TaxRule(parsing: text) }
        }
    }

    @Test(arguments: [
        ("19", 1900), ("19%", 1900), ("7.5", 750), ("7.50", 750), ("0", 0), ("0.01", 1), ("100", 10_000),
    ])
    func `a rate is read as percents`(text: String, points: Int) throws {
        let rate = try TaxRate(parsing: text)
        #expect(rate.basisPoints == points)
        #expect(try TaxRate(parsing: rate.description) == rate)
    }

    @Test(arguments: ["", "%", "-1", "19 %", "7.555", "100.01", "190", "1000", "7,5", "19%%", "1e2"])
    func `what is no rate is refused`(text: String) {
        #expect(throws: ShopError.malformed(.taxRate, text)) { try TaxRate(parsing: text) }
    }
}
