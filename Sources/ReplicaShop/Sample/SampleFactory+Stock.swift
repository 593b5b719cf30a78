extension SampleFactory {
    /// Sets each product's stock, and makes the movements that, with the sales, lead to it.
    mutating func movements(
        for products: inout [ProductRecord], _ bills: [SampleBill]
    ) throws(ShopError) -> [SampleMovement] {
        var sold: [String: Int64] = [:]
        for bill in bills where bill.void == nil {
            for line in bill.lines { sold[line.sku, default: 0] += line.line.quantity }
        }
        let opening = try today.adding(days: -Self.days)
        var movements: [SampleMovement] = []
        for index in products.indices {
            let sku = products[index].sku
            let sales = sold[sku] ?? 0
            let level = level(threshold: products[index].threshold ?? 0, sales: sales)
            products[index].stock = level
            let (missing, losses) = try losses(sku, opening)
            movements += losses
            // What must have come in: before the first sale one half, the rest on some later day.
            let incoming = level + sales + missing
            let first = (incoming + 1) / 2
            if first > 0 { movements.append(try received(sku, opening, first)) }
            if incoming > first {
                let later = try opening.adding(days: random.number(30...Self.days))
                movements.append(try received(sku, later, incoming - first))
            }
        }
        return movements.sorted {
            ($0.day, $0.sku, $0.change.reason.rawValue) < ($1.day, $1.sku, $1.change.reason.rawValue)
        }
    }

    /// Mostly enough; some low, some out, few below zero: more sold than was recorded.
    private mutating func level(threshold: Int64, sales: Int64) -> Int64 {
        switch random.number(0...99) {
        case 0...9: Int64(random.number(1...max(1, Int(threshold))))
        case 10...12: 0
        case 13...14 where sales >= 3: -Int64(random.number(1...3))
        default: threshold + Int64(random.number(1...40))
        }
    }

    /// What was broken, lost, used or found otherwise, and how many pieces that took away.
    private mutating func losses(_ sku: String, _ opening: Day) throws(ShopError) -> (Int64, [SampleMovement]) {
        guard random.chance(20) else { return (0, []) }
        let reason = random.pick([StockReason.damaged, .lost, .ownUse, .correction])
        let quantity = Int64(random.number(1...3))
        let change = try reason.change(
            reason == .correction ? -quantity : quantity, note: reason == .correction ? "delivery was short" : nil)
        let day = try opening.adding(days: random.number(1...Self.days))
        return (quantity, [SampleMovement(sku: sku, day: day, change: change)])
    }

    private func received(_ sku: String, _ day: Day, _ quantity: Int64) throws(ShopError) -> SampleMovement {
        SampleMovement(sku: sku, day: day, change: try StockReason.received.change(quantity))
    }
}
