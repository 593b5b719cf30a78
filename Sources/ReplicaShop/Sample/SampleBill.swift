/// An invented bill: what a loader needs to issue it, record its payments and, if so, void it.
///
/// It has no number: that is spent by the series of whoever loads it, in the order of the bills.
public struct SampleBill: Hashable, Sendable {
    /// One line.
    public struct Line: Hashable, Sendable {
        /// The product's ``ProductRecord/sku``.
        public let sku: String
        /// What the totals need.
        public let line: BillLine
    }

    /// One entry of the ledger.
    public struct Entry: Hashable, Sendable {
        /// When it was done.
        public let day: Day
        /// What is recorded.
        public let kind: LedgerEntryKind
        /// Above zero; the kind says in which direction.
        public let amount: Money
        /// `cash`, `card` or `transfer`.
        public let method: String
    }

    /// A void, with its reason.
    public struct Void: Hashable, Sendable {
        /// When it was done.
        public let day: Day
        /// Why, in words.
        public let reason: String
    }

    /// The customer's ``CustomerRecord/ref``.
    public let customer: String
    /// The day of the bill.
    public let date: Day
    /// The last day on which it can be paid in time.
    public let due: Day
    /// One to seven, each of another product.
    public let lines: [Line]
    /// Computed by ``BillTotals`` under the rule of the shop.
    public let total: Money
    /// In order of their days.
    public let entries: [Entry]
    /// The void, if there was one.
    public let void: Void?
    /// The state of the payment machine in the end.
    public let payment: PaymentState

    /// The sum of the ledger, in smallest units.
    public var received: Int64 {
        entries.reduce(0) { sum, entry in
            switch entry.kind {
            case .payment, .refundReversal: sum + entry.amount.minor
            case .reversal, .refund: sum - entry.amount.minor
            case .credit: sum
            }
        }
    }
}
