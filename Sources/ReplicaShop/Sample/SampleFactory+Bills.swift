extension SampleFactory {
    /// Bills by date. Of those with the same past the mix of fates is fixed, so that every state occurs.
    mutating func bills(
        _ count: Int, _ products: [ProductRecord], _ customers: [CustomerRecord]
    ) throws(ShopError) -> [SampleBill] {
        guard count > 0, !products.isEmpty, !customers.isEmpty else { return [] }
        var dates: [Day] = []
        for _ in 0..<count {
            let day = try today.adding(days: -random.number(0...Self.days - 1))
            // Closed on Sundays; those sales were made on the Saturday before.
            dates.append(day.weekday == 6 ? try day.adding(days: -1) : day)
        }
        dates.sort()
        let recent = count / 5
        let fates = deck(SampleFate.older, count - recent) + deck(SampleFate.recent, recent)
        var bills: [SampleBill] = []
        for (date, fate) in zip(dates, fates) {
            bills.append(try bill(date, fate, products, customers))
        }
        return bills
    }

    mutating func bill(
        _ date: Day, _ fate: SampleFate, _ products: [ProductRecord], _ customers: [CustomerRecord]
    ) throws(ShopError) -> SampleBill {
        // Walk-in sales are paid at once; the other customers are chosen so that some come often.
        let isWalkIn = fate == .paid && random.chance(25)
        let last = customers.count - 1
        let chosen = min(random.number(0...last), random.number(0...last))
        let customer = customers[isWalkIn ? 0 : max(min(1, last), chosen)]
        let term = isWalkIn ? 0 : random.pick(customer.company == nil ? [0, 7, 14] : [14, 14, Self.longestTerm])
        let lines = lines(products)
        let totals = try BillTotals.compute(lines: lines.map(\.line), rule: rule, currency: currency)
        let (entries, payment) = try ledger(fate, totals.total, date, isWalkIn)
        return SampleBill(
            customer: customer.ref, date: date, due: try date.adding(days: term), lines: lines, total: totals.total,
            entries: entries, void: try void(fate, after: entries.last?.day ?? date), payment: payment)
    }

    private mutating func lines(_ products: [ProductRecord]) -> [SampleBill.Line] {
        var chosen: [Int] = []
        for _ in 0..<min(random.number(1...7), products.count) {
            let last = products.count - 1
            let index =
                random.chance(40) ? min(random.number(0...last), random.number(0...last)) : random.number(0...last)
            if !chosen.contains(index) { chosen.append(index) }
        }
        return chosen.map { index in
            let product = products[index]
            let discount: Discount? = random.chance(8) ? .basisPoints(random.pick([500, 1000, 2000])) : nil
            let line = BillLine(
                quantity: Int64(min(random.number(1...6), random.number(1...6))), unitPrice: product.price,
                taxRate: product.taxRate ?? .zero, discount: discount)
            return SampleBill.Line(sku: product.sku, line: line)
        }
    }

    /// The entries that the fate calls for, and where the machine stands after them.
    private mutating func ledger(
        _ fate: SampleFate, _ total: Money, _ date: Day, _ isWalkIn: Bool
    ) throws(ShopError) -> ([SampleBill.Entry], PaymentState) {
        let method = isWalkIn ? random.pick(["cash", "card"]) : random.pick(["card", "transfer", "transfer", "cash"])
        let paid = isWalkIn ? date : try later(than: date)
        let part = Money(max(1, total.minor * Int64(random.number(2...8)) / 10), currency)
        let whole = SampleBill.Entry(day: paid, kind: .payment, amount: total, method: method)
        let some = SampleBill.Entry(day: paid, kind: .payment, amount: part, method: method)
        switch fate {
        case .paid where random.chance(10) && !isWalkIn && part.minor < total.minor:
            let rest = SampleBill.Entry(
                day: try later(than: paid), kind: .payment, amount: try total.subtracting(part), method: method)
            return ([some, rest], .paid)
        case .paid, .voidAfterPayment: return ([whole], .paid)
        case .partlyPaid: return ([some], part.minor < total.minor ? .partlyPaid : .paid)
        case .open, .void: return ([], .open)
        case .reported: return ([], .reported)
        case .disputed: return ([], .disputed)
        case .overpaid:
            return ([whole, SampleBill.Entry(day: paid, kind: .payment, amount: total, method: "cash")], .paid)
        case .refunded:
            let back = SampleBill.Entry(day: try later(than: paid), kind: .refund, amount: total, method: method)
            return ([whole, back], .refunded)
        case .writtenOff: return ([], .writtenOff)
        case .partlyWrittenOff: return ([some], part.minor < total.minor ? .writtenOff : .paid)
        }
    }

    private mutating func void(_ fate: SampleFate, after day: Day) throws(ShopError) -> SampleBill.Void? {
        guard fate == .void || fate == .voidAfterPayment else { return nil }
        let reasons = ["wrong customer", "entered twice", "customer cancelled the order", "wrong prices"]
        return SampleBill.Void(day: try later(than: day), reason: random.pick(reasons))
    }

    /// A day within the next three weeks, at the latest today.
    private mutating func later(than day: Day) throws(ShopError) -> Day {
        min(today, try day.adding(days: random.number(0...21)))
    }

    /// `count` cards from packs like `pack`, each pack shuffled.
    mutating func deck(_ pack: [SampleFate], _ count: Int) -> [SampleFate] {
        var cards: [SampleFate] = []
        while cards.count < count {
            var shuffled = pack
            for index in shuffled.indices.dropFirst().reversed() {
                shuffled.swapAt(index, random.number(0...index))
            }
            cards += shuffled
        }
        return Array(cards.prefix(count))
    }
}
