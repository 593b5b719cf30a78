public import Replica

/// Which bills a list shows, and in which order.
public struct BillFilter: Hashable, Sendable {
    /// What can be asked for besides the states that are shown.
    public enum Condition: Hashable, Sendable {
        /// A shown state.
        case shown(ShownState)
        /// Something is to collect.
        case unpaid
        /// Something is to collect, and the due date has passed.
        case overdue
        /// More was received than is owed.
        case overpaid
        /// Machine and ledger contradict each other.
        case contradictory
        /// A question about it has no answer.
        case unanswered

        /// Reads the words of the command line: a shown state, `unpaid`, `overdue`, `overpaid`, `contradictory`, `unanswered`.
        public init?(_ word: String) {
            switch word {
            case "unpaid": self = .unpaid
            case "overdue": self = .overdue
            case "overpaid": self = .overpaid
            case "contradictory": self = .contradictory
            case "unanswered": self = .unanswered
            default:
                guard let state = ShownState(rawValue: word) else { return nil }
                self = .shown(state)
            }
        }
    }

    /// By what a list is sorted; bills that are alike in it by number.
    public enum Order: String, Hashable, Sendable, CaseIterable {
        case date, number, customer, total, due, changed
        /// In no order, which costs nothing.
        case none
    }

    /// Bills that meet one of these; empty: all.
    public var conditions: Set<Condition> = []
    /// Bills of this customer: its id, its key.
    public var customer: String?
    /// Bills of this day or later.
    public var since: Day?
    /// Bills of this day or earlier.
    public var until: Day?
    /// Words that all must occur in number, customer's name, a line, a key or the id.
    public var text: String?
    /// A condition on the fields of ``ShopFields/bills``.
    public var matching: Filter?
    /// Bills that no other computer has on disk yet.
    public var onlyHere = false
    /// The order.
    public var order = Order.number
    /// Whether the greatest come first.
    public var isDescending = false
    /// At most so many; nil: all.
    public var limit: Int?

    /// All bills.
    public init() {}

    /// Whether a bill meets one of the conditions.
    public func admits(_ bill: BillSummary) -> Bool {
        conditions.isEmpty
            || conditions.contains { condition in
                switch condition {
                case .shown(let state): bill.payment == state
                case .unpaid: bill.open.minor > 0
                case .overdue: bill.isOverdue
                case .overpaid: bill.isOverpaid
                case .contradictory: bill.isContradictory
                case .unanswered: bill.unansweredQuestions > 0
                }
            }
    }

    func admits(_ record: BillRecord, customer: String?) -> Bool {
        if let customer, record.customer != customer { return false }
        if let since, record.date < since { return false }
        if let until, record.date > until { return false }
        guard let text else { return true }
        return record.searchText.contains(text) || record.reference.id.hasPrefix(text)
    }

    /// Sorts and cuts.
    func arranged(_ bills: [BillSummary]) -> [BillSummary] {
        let ascending: (BillSummary, BillSummary) -> Bool =
            switch order {
            case .date: { ($0.date, $0.number) < ($1.date, $1.number) }
            case .number: { $0.number < $1.number }
            case .customer: { Self.before($0.customerName, $1.customerName, $0, $1) }
            case .total: { ($0.total.minor, $0.number) < ($1.total.minor, $1.number) }
            case .due: { ($0.due?.number ?? .max, $0.number) < ($1.due?.number ?? .max, $1.number) }
            case .changed: { ($0.changedAtMicroseconds, $0.number) < ($1.changedAtMicroseconds, $1.number) }
            case .none: { _, _ in false }
            }
        let sorted = order == .none ? bills : bills.sorted { isDescending ? ascending($1, $0) : ascending($0, $1) }
        return limit.map { Array(sorted.prefix(max(0, $0))) } ?? sorted
    }

    private static func before(_ one: String, _ other: String, _ a: BillSummary, _ b: BillSummary) -> Bool {
        one == other ? a.number < b.number : one < other
    }
}
