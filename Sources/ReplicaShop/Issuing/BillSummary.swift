public import Replica

/// A bill in a list, and the result of every action on it: what it asks for, what is paid, what is shown. Cheap to copy: all but what
/// depends on the day is shared.
public struct BillSummary: Hashable, Sendable, Codable {
    private let bill: Shared
    /// The days since the due date, while something is to collect; nil if it is not overdue.
    public private(set) var daysOverdue: Int?

    /// The document's id.
    public var id: String { bill.facts.id }
    /// The customer's id, also that of its space.
    public var customer: String { bill.facts.customer }
    /// The buyer's name then.
    public var customerName: String { bill.facts.customerName }
    /// The number.
    public var number: BillNumber { bill.facts.number }
    /// The day of the bill.
    public var date: Day { bill.facts.date }
    /// The last day on which it can be paid in time.
    public var due: Day? { bill.facts.due }
    /// The state of the document.
    public var state: BillState { bill.facts.state }
    /// The word that is shown: machine and ledger by the declared table.
    public var payment: ShownState { bill.facts.payment }
    /// What somebody declared, where the shown state is another.
    public var declared: PaymentState? { bill.facts.declared }
    /// Whether machine and ledger contradict each other.
    public var isContradictory: Bool { bill.facts.isContradictory }
    /// What there is to pay.
    public var total: Money { bill.facts.total }
    /// What credits take off.
    public var credited: Money { bill.facts.credited }
    /// The sum of the ledger.
    public var received: Money { bill.facts.received }
    /// What is still to collect.
    public var open: Money { bill.facts.open }
    /// What was received beyond what is owed.
    public var toGiveBack: Money { bill.facts.toGiveBack }
    /// What was given up.
    public var writtenOff: Money { bill.facts.writtenOff }
    /// A file's own key for the bill.
    public var importKey: String? { bill.facts.importKey }
    /// The draft that it was made from.
    public var draft: String? { bill.facts.draft }
    /// When it changed last, microseconds since 1970 by the author's clock.
    public var changedAtMicroseconds: UInt64 { bill.facts.changedAtMicroseconds }
    /// The paths on which concurrent writes contradict each other.
    public var conflicts: [String] { bill.facts.conflicts }

    /// Something is to collect, and the due date has passed.
    public var isOverdue: Bool { daysOverdue != nil }
    /// More was received than is owed.
    public var isOverpaid: Bool { toGiveBack.minor > 0 }
    /// How many questions about it have no answer.
    public var unansweredQuestions: Int { bill.facts.questions ?? 0 }
    /// The document.
    public var reference: DocumentReference? {
        CustomerSpaceID(customer).map { DocumentReference(.customer($0), ShopCollection.bill, id) }
    }

    /// A bill that is not overdue; `payment` is read without a due date.
    init(
        id: String, customer: String, customerName: String, number: BillNumber, date: Day, due: Day?, state: BillState,
        payment: PaymentView, total: Money, credited: Money, received: Money, questions: Int, importKey: String?,
        draft: String?, changedAtMicroseconds: UInt64, conflicts: [String]
    ) {
        bill = Shared(
            Facts(
                id: id, customer: customer, customerName: customerName, number: number, date: date, due: due,
                state: state, payment: payment.state, declared: payment.declared,
                isContradictory: payment.isContradictory, total: total, credited: credited, received: received,
                open: payment.open, toGiveBack: payment.toGiveBack, writtenOff: payment.writtenOff,
                questions: questions, importKey: importKey, draft: draft,
                changedAtMicroseconds: changedAtMicroseconds, conflicts: conflicts))
    }

    /// The same bill as it shows itself on a day.
    func on(_ today: Day) -> BillSummary {
        var summary = self
        summary.daysOverdue = PaymentView.daysOverdue(open: open, due: due, on: today)
        return summary
    }

    // MARK: What is shared

    private struct Facts: Hashable, Sendable, Codable {
        let id: String
        let customer: String
        let customerName: String
        let number: BillNumber
        let date: Day
        let due: Day?
        let state: BillState
        let payment: ShownState
        let declared: PaymentState?
        let isContradictory: Bool
        let total: Money
        let credited: Money
        let received: Money
        let open: Money
        let toGiveBack: Money
        let writtenOff: Money
        /// Nil in the results that an earlier version recorded.
        let questions: Int?
        let importKey: String?
        let draft: String?
        let changedAtMicroseconds: UInt64
        let conflicts: [String]
    }

    private final class Shared: Hashable, Sendable {
        let facts: Facts

        init(_ facts: Facts) { self.facts = facts }

        static func == (one: Shared, other: Shared) -> Bool { one === other || one.facts == other.facts }

        func hash(into hasher: inout Hasher) { facts.hash(into: &hasher) }
    }

    // MARK: Coding

    private enum CodingKeys: CodingKey { case daysOverdue }

    /// Reads what ``encode(to:)`` wrote: one object with all members.
    public init(from decoder: any Decoder) throws {
        bill = Shared(try Facts(from: decoder))
        daysOverdue = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(Int.self, forKey: .daysOverdue)
    }

    /// Writes one object with all members.
    public func encode(to encoder: any Encoder) throws {
        try bill.facts.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(daysOverdue, forKey: .daysOverdue)
    }
}
