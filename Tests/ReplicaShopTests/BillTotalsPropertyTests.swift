import ReplicaShop
import Testing

/// Random bills, by seed, against the laws and against the slow twin.
@Suite struct BillTotalsPropertyTests {
    struct Case {
        var lines: [BillLine]
        let discount: Discount?
    }

    func randomCase(_ random: inout SplitMix64, signs: [Int64] = [1], billDiscount: Bool = true) -> Case {
        let rates = [0, 250, 500, 700, 1000, 1900, 2000, 2550, 10_000].compactMap(TaxRate.init(basisPoints:))
        let sign = random.pick(signs)
        let lines = (0..<random.number(0...12)).map { _ in
            let price = random.chance(20) ? random.number(0...3) : random.number(0...50_000)
            let quantity = random.number(1...9)
            let discount: Discount? =
                switch random.number(0...3) {
                case 0: .basisPoints(random.number(0...10_000))
                case 1: .amount(Money(Int64(random.number(0...price * quantity)), .eur))
                default: nil
                }
            return BillLine(
                quantity: sign * Int64(quantity), unitPrice: Money(Int64(price), .eur), taxRate: random.pick(rates),
                discount: discount)
        }
        return Case(
            lines: lines, discount: billDiscount && random.chance(40) ? .basisPoints(random.number(0...10_000)) : nil)
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `the parts always add up`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<8 {
            let bill = randomCase(&random, signs: [1, -1])
            for rule in TaxRule.all {
                let totals = try BillTotals.compute(
                    lines: bill.lines, rule: rule, currency: .eur, discount: bill.discount)
                checkSums(totals, seed)
            }
        }
    }

    func checkSums(_ totals: BillTotals, _ seed: UInt64) {
        func sum(_ amounts: some Sequence<Money>) -> Int64 { amounts.reduce(0) { $0 + $1.minor } }
        #expect(totals.net.minor + totals.tax.minor == totals.total.minor, "seed \(seed)")
        #expect(sum(totals.lines.lazy.map(\.net)) == totals.net.minor, "seed \(seed)")
        #expect(sum(totals.lines.lazy.map(\.tax)) == totals.tax.minor, "seed \(seed)")
        #expect(sum(totals.lines.lazy.map(\.gross)) == totals.total.minor, "seed \(seed)")
        #expect(sum(totals.taxes.lazy.map(\.net)) == totals.net.minor, "seed \(seed)")
        #expect(sum(totals.taxes.lazy.map(\.tax)) == totals.tax.minor, "seed \(seed)")
        #expect(sum(totals.taxes.lazy.map(\.gross)) == totals.total.minor, "seed \(seed)")
        for line in totals.lines {
            #expect(line.net.minor + line.tax.minor == line.gross.minor, "seed \(seed)")
            let amount = line.listAmount.minor - line.discount.minor - line.billDiscount.minor
            #expect(amount == (totals.rule.prices == .included ? line.gross : line.net).minor, "seed \(seed)")
            #expect(amount.signum() * line.listAmount.minor.signum() >= 0, "seed \(seed)")
        }
        let amounts = totals.lines.lazy.map { totals.rule.prices == .included ? $0.gross : $0.net }
        #expect(sum(totals.lines.lazy.map(\.listAmount)) - totals.discount.minor == sum(amounts), "seed \(seed)")
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `the fast way and the slow way agree`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<5 {
            let bill = randomCase(&random, signs: [1, -1])
            for rule in TaxRule.all {
                let totals = try BillTotals.compute(
                    lines: bill.lines, rule: rule, currency: .eur, discount: bill.discount)
                let list = bill.lines.map { Int($0.quantity * $0.unitPrice.minor) }
                var amounts = zip(list, bill.lines).map { $0 - twinDiscount($1.discount, of: $0) }
                let sum = amounts.reduce(0, +)
                let off = twinDiscount(bill.discount, of: sum)
                if sum != 0 {
                    let shares = RoundingTwin.split(off, shares: amounts.map { abs(off) * $0 }, abs(sum))
                    amounts = zip(amounts, shares).map(-)
                }
                let twin = RoundingTwin.lines(
                    amounts: amounts, rates: bill.lines.map(\.taxRate.basisPoints), rule: rule)
                #expect(totals.lines.map { Int($0.net.minor) } == twin.map(\.net), "seed \(seed), \(rule)")
                #expect(totals.lines.map { Int($0.tax.minor) } == twin.map(\.tax), "seed \(seed), \(rule)")
                #expect(totals.lines.map { Int($0.gross.minor) } == twin.map(\.gross), "seed \(seed), \(rule)")
            }
        }
    }

    func twinDiscount(_ discount: Discount?, of amount: Int) -> Int {
        switch discount {
        case nil: 0
        case .basisPoints(let points): RoundingTwin.nearest(amount * points, 10_000)
        case .amount(let money): Int(money.minor) * amount.signum()
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `a higher price or quantity never lowers the total`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<8 {
            let bill = randomCase(&random, billDiscount: false)
            guard !bill.lines.isEmpty else { continue }
            var raised = bill.lines
            let index = random.number(0...raised.count - 1)
            if random.chance(50) {
                raised[index].quantity += Int64(random.number(1...3))
            } else {
                let price = raised[index].unitPrice.minor + Int64(random.number(1...3))
                raised[index].unitPrice = Money(price, .eur)
            }
            for rule in TaxRule.all {
                let before = try BillTotals.compute(lines: bill.lines, rule: rule, currency: .eur)
                let after = try BillTotals.compute(lines: raised, rule: rule, currency: .eur)
                #expect(before.total.minor <= after.total.minor, "seed \(seed), \(rule)")
            }
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `a credit over the same lines is the exact negative`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<8 {
            let bill = randomCase(&random)
            var credit = bill.lines
            for index in credit.indices { credit[index].quantity.negate() }
            for rule in TaxRule.all {
                let one = try BillTotals.compute(lines: bill.lines, rule: rule, currency: .eur, discount: bill.discount)
                let other = try BillTotals.compute(lines: credit, rule: rule, currency: .eur, discount: bill.discount)
                #expect(one.lines.map(\.net.minor) == other.lines.map { -$0.net.minor }, "seed \(seed), \(rule)")
                #expect(one.lines.map(\.tax.minor) == other.lines.map { -$0.tax.minor }, "seed \(seed), \(rule)")
                #expect(one.total.minor == -other.total.minor, "seed \(seed), \(rule)")
            }
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `no input traps, however large or odd`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let extremes: [Int64] = [.min, .min + 1, -1, 0, 1, 1 << 40, .max / 2, .max - 1, .max]
        for _ in 0..<20 {
            let lines = (0..<random.number(1...4)).map { _ in
                let discounts: [Discount?] = [
                    nil, .basisPoints(Int(random.pick(extremes))), .amount(Money(random.pick(extremes), .eur)),
                    .basisPoints(5000),
                ]
                return BillLine(
                    quantity: random.chance(50) ? 1 : random.pick(extremes),
                    unitPrice: Money(random.pick(extremes), .eur),
                    taxRate: TaxRate(basisPoints: random.number(0...100_000)) ?? .zero, discount: random.pick(discounts)
                )
            }
            let discount: Discount? = random.chance(50) ? .basisPoints(random.number(0...10_000)) : nil
            for rule in TaxRule.all {
                if let totals = try? BillTotals.compute(lines: lines, rule: rule, currency: .eur, discount: discount) {
                    #expect(
                        Int128(totals.net.minor) + Int128(totals.tax.minor) == Int128(totals.total.minor),
                        "seed \(seed)")
                }
            }
        }
    }
}
