/// What the rows of a file say of a whole bill. It stands on any of the bill's rows, and need not stand on more than one: an
/// export writes amounts on the first row only, so that a spreadsheet can add them up.
public struct BillTerms: Hashable, Sendable {
    /// What became of a bill besides what its amounts say.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Nothing else.
        case issued
        /// Its number stays, and its goods did not leave.
        case void
        case reported
        case disputed
        case writtenOff = "written-off"

        /// Reads the word.
        init(parsing text: String) throws(ShopError) {
            guard let state = State(rawValue: text.lowercased()) else { throw .malformed(.billState, text) }
            self = state
        }
    }

    /// The last day on which it can be paid in time.
    public var due: Day?
    /// What was paid, before anything was given back.
    public var paid: Money?
    /// What was given back of that.
    public var refunded: Money?
    /// What credits take off.
    public var credited: Money?
    /// Nil: issued.
    public var state: State?
    /// Why it is void or credited.
    public var reason: String?

    /// Terms of these values.
    public init(
        due: Day? = nil, paid: Money? = nil, refunded: Money? = nil, credited: Money? = nil, state: State? = nil,
        reason: String? = nil
    ) {
        self.due = due
        self.paid = paid
        self.refunded = refunded
        self.credited = credited
        self.state = state
        self.reason = reason
    }

    init(_ cells: CSVCells) throws(ImportProblem) {
        due = try cells.value("due") { (text) throws(ShopError) in try Day(parsing: text) }
        paid = try cells.value("paid", cells.amount)
        refunded = try cells.value("refunded", cells.amount)
        credited = try cells.value("credited", cells.amount)
        state = try cells.value("state") { (text) throws(ShopError) in try State(parsing: text) }
        reason = try cells.text(.note, "reason")
    }

    /// In the order of ``BillLineRecord/columns``.
    var cells: [CSVCell] {
        [CSVCell(text: due?.description)]
            + [paid, refunded, credited].map { $0.map { .number($0.amountText) } ?? .empty }
            + [CSVCell(text: state?.rawValue), CSVCell(text: reason)]
    }

    /// What a bill's further rows repeat of its first one.
    var withoutAmounts: BillTerms { BillTerms(due: due, state: state) }

    /// Whether something must be done after the bill was issued and paid: the payment machine moves once in a transaction.
    var needsMore: Bool { refunded.map { $0.minor > 0 } == true || state == .writtenOff || state == .disputed }

    /// Takes what another row of the bill says; returns the column in which it says otherwise, if there is one.
    mutating func take(_ other: BillTerms) -> String? {
        if Self.differ(&due, other.due) { return "due" }
        if Self.differ(&paid, other.paid) { return "paid" }
        if Self.differ(&refunded, other.refunded) { return "refunded" }
        if Self.differ(&credited, other.credited) { return "credited" }
        if Self.differ(&state, other.state) { return "state" }
        return Self.differ(&reason, other.reason) ? "reason" : nil
    }

    private static func differ<Value: Equatable>(_ value: inout Value?, _ other: Value?) -> Bool {
        guard let known = value else {
            value = other
            return false
        }
        return other.map { $0 != known } ?? false
    }
}
