/// Sums over bills.
public struct BillStatistics: Hashable, Sendable, Codable {
    /// How many bills there are.
    public var count = 0
    /// How many are shown in each state, by the state's word.
    public var byState: [String: Int] = [:]
    /// On how many something is to collect.
    public var unpaid = 0
    /// How many are overdue.
    public var overdue = 0
    /// How many are overpaid.
    public var overpaid = 0
    /// How many questions about them have no answer.
    public var unansweredQuestions = 0
    /// The sums, by currency.
    public var sums: [String: Sums] = [:]

    /// No bills.
    public init() {}

    /// Sums of amounts in one currency, in its smallest units. A sum beyond 64 bits stays at the greatest number there is.
    public struct Sums: Hashable, Sendable, Codable {
        /// The totals of all bills that are not void.
        public var total: Int64 = 0
        /// What is still to collect.
        public var open: Int64 = 0
        /// Of that, what is overdue.
        public var overdue: Int64 = 0
        /// What was received, void bills included.
        public var received: Int64 = 0
        /// What has to be given back.
        public var toGiveBack: Int64 = 0
        /// What credits took off.
        public var credited: Int64 = 0
    }

    /// Counts bills. O(n); lists of thousands are counted at every change.
    public init(_ bills: some Sequence<BillSummary>) {
        var (states, amounts) = ([ShownState: Int](), [Currency: Sums]())
        // Nearly all are in one currency: their sum is taken up and laid down once.
        var (sum, currency) = (Sums(), Currency.eur)
        for bill in bills {
            count += 1
            states[bill.payment, default: 0] += 1
            if bill.open.minor > 0 { unpaid += 1 }
            if bill.isOverdue { overdue += 1 }
            if bill.isOverpaid { overpaid += 1 }
            unansweredQuestions += bill.unansweredQuestions
            if bill.total.currency != currency || count == 1 {
                if count > 1 { amounts[currency] = sum }
                currency = bill.total.currency
                sum = amounts[currency] ?? Sums()
            }
            sum.add(bill)
        }
        if count > 0 { amounts[currency] = sum }
        for (state, number) in states { byState[state.rawValue] = number }
        for (currency, amount) in amounts { sums[currency.code] = amount }
    }
}

extension BillStatistics.Sums {
    fileprivate mutating func add(_ bill: BillSummary) {
        if bill.state == .issued { total.add(bill.total.minor) }
        open.add(bill.open.minor)
        if bill.isOverdue { overdue.add(bill.open.minor) }
        received.add(bill.received.minor)
        toGiveBack.add(bill.toGiveBack.minor)
        credited.add(bill.credited.minor)
    }
}

extension Int64 {
    /// Adds without trapping.
    mutating func add(_ other: Int64) {
        let (sum, overflow) = addingReportingOverflow(other)
        self = overflow ? (other > 0 ? .max : .min) : sum
    }
}
