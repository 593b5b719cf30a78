public import Replica

/// A bill in a list, and the result of every action on it: what it asks for, what is paid, what is shown.
public struct BillSummary: Hashable, Sendable, Codable {
    /// The document's id.
    public let id: String
    /// The customer's id, also that of its space.
    public let customer: String
    /// The buyer's name then.
    public let customerName: String
    /// The number.
    public let number: BillNumber
    /// The day of the bill.
    public let date: Day
    /// The last day on which it can be paid in time.
    public let due: Day?
    /// The state of the document.
    public let state: BillState
    /// The word that is shown: machine and ledger by the declared table.
    public let payment: ShownState
    /// What somebody declared, where the shown state is another.
    public let declared: PaymentState?
    /// Whether machine and ledger contradict each other.
    public let isContradictory: Bool
    /// What there is to pay.
    public let total: Money
    /// What credits take off.
    public let credited: Money
    /// The sum of the ledger.
    public let received: Money
    /// What is still to collect.
    public let open: Money
    /// What was received beyond what is owed.
    public let toGiveBack: Money
    /// What was given up.
    public let writtenOff: Money
    /// The days since the due date, while something is to collect; nil if it is not overdue.
    public internal(set) var daysOverdue: Int?
    /// Nil in the results that an earlier version recorded.
    let questions: Int?
    /// A file's own key for the bill.
    public let importKey: String?
    /// The draft that it was made from.
    public let draft: String?
    /// When it changed last, microseconds since 1970 by the author's clock.
    public let changedAtMicroseconds: UInt64
    /// The paths on which concurrent writes contradict each other.
    public let conflicts: [String]

    /// Something is to collect, and the due date has passed.
    public var isOverdue: Bool { daysOverdue != nil }
    /// More was received than is owed.
    public var isOverpaid: Bool { toGiveBack.minor > 0 }
    /// How many questions about it have no answer.
    public var unansweredQuestions: Int { questions ?? 0 }
    /// The document.
    public var reference: DocumentReference? {
        CustomerSpaceID(customer).map { DocumentReference(.customer($0), ShopCollection.bill, id) }
    }
}
