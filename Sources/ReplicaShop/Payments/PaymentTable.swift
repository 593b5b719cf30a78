/// What is shown for each state of the two machines and each level of the ledger: declared, not computed, so that it
/// can be read, printed and checked as a whole. Recorded money always wins over what somebody said.
public enum PaymentTable {
    /// One row.
    public struct Row: Hashable, Sendable {
        /// The state of the document.
        public let bill: BillState
        /// The state of the payment machine.
        public let payment: PaymentState
        /// Recorded money against what is owed.
        public let level: LedgerLevel
        /// What is shown then.
        public let shown: ShownState
    }

    /// All rows: every state of both machines at every level, once.
    public static let rows: [Row] =
        issued.flatMap { level, shown in
            zip(columns, shown).map { Row(bill: .issued, payment: $0, level: level, shown: $1) }
        }
        + void.flatMap { level, shown in
            columns.map { Row(bill: .void, payment: $0, level: level, shown: shown) }
        }

    /// The row's ``Row/shown`` for what is given.
    public static func shown(_ bill: BillState, _ payment: PaymentState, _ level: LedgerLevel) -> ShownState {
        guard let shown = index[Key(bill: bill, payment: payment, level: level)] else {
            preconditionFailure("the table has no row for \(bill), \(payment), \(level)")
        }
        return shown
    }

    private static let columns: [PaymentState] = [
        .open, .reported, .disputed, .partlyPaid, .writtenOff, .paid, .refunded,
    ]

    // An issued bill, by level; the columns are the machine's states in the order above.
    private static let issued: [(LedgerLevel, [ShownState])] = [
        (.settled, [.paid, .paid, .disputed, .paid, .writtenOff, .paid, .refunded]),
        (.none, [.open, .reported, .disputed, .open, .writtenOff, .open, .refunded]),
        (.part, [.partlyPaid, .partlyPaid, .partlyPaid, .partlyPaid, .partlyPaid, .partlyPaid, .partlyPaid]),
        (.full, [.paid, .paid, .paid, .paid, .paid, .paid, .paid]),
        (.over, [.paid, .paid, .paid, .paid, .paid, .paid, .paid]),
        (.below, [.open, .reported, .disputed, .open, .writtenOff, .open, .refunded]),
    ]

    // A void bill owes nothing, so money on it is too much at any level above nothing.
    private static let void: [(LedgerLevel, ShownState)] = [
        (.settled, .void), (.none, .void), (.part, .voidToGiveBack), (.full, .voidToGiveBack),
        (.over, .voidToGiveBack), (.below, .void),
    ]

    private struct Key: Hashable {
        let bill: BillState
        let payment: PaymentState
        let level: LedgerLevel
    }

    private static let index: [Key: ShownState] = Dictionary(
        uniqueKeysWithValues: rows.map { (Key(bill: $0.bill, payment: $0.payment, level: $0.level), $0.shown) })
}
