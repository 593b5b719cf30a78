/// What a reader sees of a bill's payment: a pure function of the machines, the ledger and the calendar.
///
/// Only ``ShownState`` is a state. Overdue and overpaid are computed beside it, are never stored, and never hide it.
public struct PaymentView: Hashable, Sendable {
    /// The word beside the bill.
    public let state: ShownState
    /// What somebody declared, where the shown state is another: so that no claim is hidden by money.
    public let declared: PaymentState?
    /// Machine and ledger contradict each other, which only moves made while apart bring about; a person should look.
    public let isContradictory: Bool
    /// What is still to collect.
    public let open: Money
    /// What was given up by writing off.
    public let writtenOff: Money
    /// What was received beyond what is owed: on a void bill, all of it.
    public let toGiveBack: Money
    /// What was given back beyond what was received; where something is to collect, ``open`` contains it.
    public let givenBackTooMuch: Money
    /// The days since the due date, while something is to collect; nil if it is not overdue.
    public let daysOverdue: Int?

    /// Something is to collect, and the due date has passed.
    public var isOverdue: Bool { daysOverdue != nil }
    /// More was received than is owed.
    public var isOverpaid: Bool { toGiveBack.minor > 0 }

    /// Reads the declared table.
    ///
    /// - Parameters:
    ///   - bill: the state of the bill's document.
    ///   - payment: the state of its payment machine.
    ///   - received: the sum of the ledger.
    ///   - owed: the bill's total less its credits, as if it were not void.
    ///   - due: the last day on which it can be paid in time; nil if it has none.
    ///   - today: the present day, where the reader is.
    /// - Throws: ``ShopError`` if the currencies differ or a difference does not fit 64 bits.
    public init(
        bill: BillState, payment: PaymentState, received: Money, owed: Money, due: Day?, today: Day
    ) throws(ShopError) {
        let currency = owed.currency
        try owed.checkCurrency(of: received)
        let owedNow = bill == .void ? .zero(currency) : owed
        let level = LedgerLevel(received: Int128(received.minor), owed: Int128(owedNow.minor))
        let rest = try owedNow.subtracting(received)
        let zero = Money.zero(currency)
        let shown = PaymentTable.shown(bill, payment, level)
        let isGivenUp = payment == .writtenOff || payment == .refunded
        let open = rest.minor > 0 && bill == .issued && !isGivenUp ? rest : zero
        state = shown
        declared = shown.rawValue == payment.rawValue ? nil : payment
        isContradictory = Self.contradicts(bill, payment, level, shown)
        self.open = open
        writtenOff = rest.minor > 0 && bill == .issued && payment == .writtenOff ? rest : zero
        toGiveBack = rest.minor < 0 ? try rest.negated() : zero
        givenBackTooMuch = level == .below ? try Self.least(owedNow, zero).subtracting(received) : zero
        daysOverdue = Self.daysOverdue(open: open, due: due, on: today)
    }

    /// The days since the due date, while something is to collect: all of a view that depends on the day.
    static func daysOverdue(open: Money, due: Day?, on today: Day) -> Int? {
        guard let due, open.minor > 0, today > due else { return nil }
        return today.days(since: due)
    }

    private static func least(_ one: Money, _ other: Money) -> Money { one.minor < other.minor ? one : other }

    /// Every entry of the ledger moves the machine along, so on one node they agree; only the written-off rest of a part
    /// payment, a bill that owes nothing and a void one are shown otherwise than declared.
    private static func contradicts(
        _ bill: BillState, _ payment: PaymentState, _ level: LedgerLevel, _ shown: ShownState
    ) -> Bool {
        if level == .below { return true }
        guard bill == .issued, shown.rawValue != payment.rawValue, level != .settled else { return false }
        return !(payment == .writtenOff && level == .part)
    }
}
