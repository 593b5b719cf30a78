/// Sums over bills.
public struct BillStatistics: Hashable, Sendable, Codable {
    /// How many bills there are.
    public var count = 0
    /// How many are shown in each state, by the state's word.
    public var byState: [String: Int] = [:]
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

    /// Counts one more bill.
    public mutating func add(_ bill: BillSummary) {
        count += 1
        byState[bill.payment.rawValue, default: 0] += 1
        if bill.isOverdue { overdue += 1 }
        if bill.isOverpaid { overpaid += 1 }
        unansweredQuestions += bill.unansweredQuestions
        var sum = sums[bill.total.currency.code] ?? Sums()
        if bill.state == .issued { sum.total.add(bill.total.minor) }
        sum.open.add(bill.open.minor)
        if bill.isOverdue { sum.overdue.add(bill.open.minor) }
        sum.received.add(bill.received.minor)
        sum.toGiveBack.add(bill.toGiveBack.minor)
        sum.credited.add(bill.credited.minor)
        sums[bill.total.currency.code] = sum
    }
}

extension Int64 {
    /// Adds without trapping.
    mutating func add(_ other: Int64) {
        let (sum, overflow) = addingReportingOverflow(other)
        self = overflow ? (other > 0 ? .max : .min) : sum
    }
}
