import Replica

extension ShopNode {
    /// What a customer's bills came to, or on a customer's node its own: by month, by product, by category, how promptly they were
    /// paid. Void bills aside. O(n) in the bills and their lines.
    public func spending(customer: String? = nil) async throws -> Spending {
        var filter = BillFilter()
        filter.customer = customer
        filter.order = .date
        let bills = try await bills(filter).filter { $0.state == .issued }
        var sum = SpendingSum(BillStatistics(bills))
        for start in stride(from: 0, to: bills.count, by: Self.billsPerRead) {
            let some = Array(bills[start..<min(bills.count, start + Self.billsPerRead)])
            let details = try await node.read { snapshot in some.map { SpentBill($0, in: snapshot) } }
            for bill in details { sum.add(bill, today: today) }
        }
        return sum.result
    }

    /// How many bills one read takes: long sums must not hold the node up.
    private static let billsPerRead = 500
}

/// What the sums need of one bill.
private struct SpentBill: Sendable {
    let summary: BillSummary
    let lines: [IssuedLine]
    let categories: [String?]
    /// The day on which the last money for it came.
    let lastPayment: Day?

    init(_ summary: BillSummary, in snapshot: Snapshot) {
        self.summary = summary
        guard let reference = summary.reference else {
            (lines, categories, lastPayment) = ([], [], nil)
            return
        }
        lines = snapshot.lines(of: reference)
        categories = lines.map { line in
            snapshot.document(DocumentReference(.shop, ShopCollection.product, line.product))?["category"]?.text
        }
        lastPayment = snapshot.standingEntries(of: reference).filter { $0.kind == .payment }.compactMap(\.day).max()
    }
}

/// Adds bills up.
private struct SpendingSum {
    private struct Key: Hashable {
        let sku: String
        let name: String
        let currency: String
    }

    private var spending = Spending()
    private var products: [Key: Spending.Share] = [:]
    private var groups: [Key: Spending.Share] = [:]

    init(_ statistics: BillStatistics) { spending.statistics = statistics }

    mutating func add(_ bill: SpentBill, today: Day) {
        let summary = bill.summary
        addMonth(summary)
        for (line, category) in zip(bill.lines, bill.categories) {
            Self.add(line, sku: line.sku, name: line.name, to: &products)
            if let category { Self.add(line, sku: "", name: category, to: &groups) }
        }
        guard let due = summary.due else { return }
        let isSettled = summary.open.minor == 0
        guard isSettled || due < today else { return }
        spending.dueDecided += 1
        if isSettled, let last = bill.lastPayment, last <= due { spending.onTime += 1 }
    }

    /// Bills come by date, so a month's are together.
    private mutating func addMonth(_ bill: BillSummary) {
        let name = String(bill.date.description.prefix(7))
        if let index = spending.months.lastIndex(where: { $0.name == name && $0.total.currency == bill.total.currency })
        {
            spending.months[index].bills += 1
            spending.months[index].total = spending.months[index].total.addingClamped(bill.total)
        } else {
            spending.months.append(Spending.Month(name: name, total: bill.total, bills: 1))
        }
    }

    private static func add(_ line: IssuedLine, sku: String, name: String, to shares: inout [Key: Spending.Share]) {
        let key = Key(sku: sku, name: name, currency: line.gross.currency.code)
        guard var share = shares[key] else {
            shares[key] = Spending.Share(sku: sku, name: name, quantity: line.quantity, total: line.gross)
            return
        }
        share.quantity = Int64(clamping: Int128(share.quantity) + Int128(line.quantity))
        share.total = share.total.addingClamped(line.gross)
        shares[key] = share
    }

    var result: Spending {
        var result = spending
        result.products = Self.sorted(products)
        result.groups = Self.sorted(groups)
        return result
    }

    private static func sorted(_ shares: [Key: Spending.Share]) -> [Spending.Share] {
        shares.values.sorted { ($1.total.minor, $0.name, $0.sku) < ($0.total.minor, $1.name, $1.sku) }
    }
}

extension Money {
    /// The sum; beyond 64 bits the greatest or least that there is. Both must be of one currency.
    fileprivate func addingClamped(_ other: Money) -> Money {
        Money(Int64(clamping: Int128(minor) + Int128(other.minor)), currency)
    }
}
