public import Replica

/// An entry of a bill's ledger.
public struct LedgerEntry: Hashable, Sendable, Codable {
    /// The document's id.
    public let id: String
    /// The bill's id.
    public let bill: String
    /// What it is.
    public let kind: LedgerEntryKind
    /// Above zero; the kind says in which direction.
    public let amount: Money
    /// How: cash, card, transfer; a person's word.
    public let method: String?
    /// The reference of the payment, as on a bank statement.
    public let ref: String?
    /// The day on which it happened.
    public let day: Day?
    /// In words.
    public let note: String?
    /// Who recorded it; nil for a reversal, which two may record at once.
    public let by: String?
    /// The entry that this one reverses.
    public let of: String?
    /// When it was recorded, microseconds since 1970 by the author's clock.
    public let madeAtMicroseconds: UInt64

    /// Reads a document; nil if it is no whole entry.
    public init?(_ document: DocumentView) {
        guard let bill = document["bill"]?.text, let entry = document["entry"],
            let kind = entry["kind"]?.text.flatMap(LedgerEntryKind.init(rawValue:)), kind != .credit,
            let amount = Money(entry["amount"]), amount.minor > 0
        else { return nil }
        id = document.id
        self.bill = bill
        self.kind = kind
        self.amount = amount
        method = entry["method"]?.text
        ref = entry["ref"]?.text
        day = Day(entry["day"])
        note = entry["note"]?.text ?? document["reason"]?.text
        by = entry["by"]?.text
        of = entry["of"]?.text
        madeAtMicroseconds = document.changedAtMicroseconds
    }

    /// What it adds to the sum of the ledger.
    var signed: Int128 {
        switch kind {
        case .payment, .refundReversal: Int128(amount.minor)
        case .reversal, .refund: -Int128(amount.minor)
        case .credit: 0
        }
    }
}
