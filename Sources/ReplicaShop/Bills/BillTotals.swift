// One pure function computes what a bill comes to. Everything that shows or stores an amount calls it, and the bill
// keeps the rule's name, so there is no second opinion about a cent.
//
// A line's amount is quantity × price less its discount; a percentage is rounded there, since the line is printed.
// A discount on the bill is laid upon the lines in proportion to their amounts, by largest remainder.
// Tax of an amount a at r basis points:   included   a · r / (10000 + r)        added   a · r / 10000
// rounded on each line, or once per rate over the sum of its lines and then laid upon them by largest remainder.
// Rounding is to the nearest, ties away from zero. Included: net = a − tax. Added: gross = a + tax.
// Invariant: net + tax = gross, on each line, at each rate and on the bill, and the lines add up to the rates, and
// these to the bill.

/// What a bill comes to.
public struct BillTotals: Hashable, Sendable {
    /// The most lines of a bill.
    public static let maximumLines = 1000

    /// The rule by which everything here was computed.
    public let rule: TaxRule
    /// The currency of every amount here.
    public let currency: Currency
    /// In the order of the lines given.
    public let lines: [LineTotals]
    /// One for each rate that occurs, the lowest first.
    public let taxes: [TaxSummary]
    /// Without tax.
    public let net: Money
    /// The sum of the lines' taxes, and of the rates'.
    public let tax: Money
    /// What there is to pay: `net + tax`.
    public let total: Money
    /// What the lines' discounts and the bill's take off, in prices as they stand on the lines.
    public let discount: Money

    /// Computes the totals of `lines`; without lines everything is zero.
    ///
    /// Exact whatever the amounts: it works in 128 bits and throws a ``ShopError`` when an amount does not fit 64, when
    /// currencies are mixed, or when a quantity, price or discount is not acceptable. It never traps. O(n log n).
    public static func compute(
        lines: [BillLine], rule: TaxRule, currency: Currency, discount: Discount? = nil
    ) throws(ShopError) -> BillTotals {
        guard lines.count <= maximumLines else { throw .tooManyLines(lines.count) }
        var work: [Work] = []
        for (index, line) in lines.enumerated() {
            do {
                work.append(Work(line.taxRate, try line.priced(in: currency)))
            } catch {
                throw .line(index + 1, error)
            }
        }
        if let discount {
            do {
                try takeOff(discount, of: &work, in: currency)
            } catch {
                throw .billDiscount(error)
            }
        }
        addTax(to: &work, rule)
        return try BillTotals(work, rule, currency)
    }

    private init(_ work: [Work], _ rule: TaxRule, _ currency: Currency) throws(ShopError) {
        self.rule = rule
        self.currency = currency
        var lines: [LineTotals] = []
        var taxes: [TaxSummary] = []
        for line in work {
            lines.append(try line.totals(rule, currency))
        }
        for rate in Self.rates(of: work) {
            let sum = work.lazy.filter { $0.rate == rate }.reduce(into: Sum()) { $0.add($1, rule) }
            let (net, tax, gross) = try sum.amounts(in: currency)
            taxes.append(TaxSummary(rate: rate, net: net, tax: tax, gross: gross))
        }
        self.lines = lines
        self.taxes = taxes
        (net, tax, total) = try work.reduce(into: Sum()) { $0.add($1, rule) }.amounts(in: currency)
        discount = try Money(exactly: work.reduce(0) { $0 + $1.discount + $1.billDiscount }, currency)
    }

    private static func takeOff(
        _ discount: Discount, of work: inout [Work], in currency: Currency
    ) throws(LineFault) {
        let isReturn = work.contains { $0.amount < 0 }
        guard !isReturn || !work.contains(where: { $0.amount > 0 }) else { throw .discountOnMixedSigns }
        let sum = work.reduce(0) { $0 + $1.amount }
        guard Int64(exactly: sum) != nil else { throw .overflow }
        let off = try discount.off(sum, in: currency)
        guard sum != 0 else { return }
        let numerators = work.map { off * $0.amount * sum.signum() }
        let shares = LargestRemainder.parts(of: off, numerators: numerators, over: sum * sum.signum())
        for index in work.indices {
            work[index].billDiscount = shares[index]
        }
    }

    private static func addTax(to work: inout [Work], _ rule: TaxRule) {
        for rate in rates(of: work) {
            let points = Int128(rate.basisPoints)
            let denominator = rule.prices == .included ? 10_000 + points : 10_000
            let indices = work.indices.filter { work[$0].rate == rate }
            let numerators = indices.map { work[$0].amount * points }
            let taxes =
                switch rule.precision {
                case .line: numerators.map { Rounding.nearest($0, over: denominator) }
                case .bill:
                    LargestRemainder.parts(
                        of: Rounding.nearest(numerators.reduce(0, +), over: denominator), numerators: numerators,
                        over: denominator)
                }
            for (index, tax) in zip(indices, taxes) {
                work[index].tax = tax
            }
        }
    }

    private static func rates(of work: [Work]) -> [TaxRate] {
        Set(work.map(\.rate)).sorted()
    }
}
