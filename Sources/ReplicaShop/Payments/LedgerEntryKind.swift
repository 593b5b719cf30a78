/// What changes how much of a bill is paid: an entry in the ledger of its payments, or a credit on what it asks for.
public enum LedgerEntryKind: String, Hashable, Sendable, CaseIterable, Codable {
    /// Money came in; raises the sum.
    case payment
    /// A payment was recorded by mistake; lowers the sum by its amount.
    case reversal
    /// Money was given back; lowers the sum.
    case refund
    /// A refund was recorded by mistake; raises the sum by its amount.
    case refundReversal = "refund-reversal"
    /// The bill asks for less than before; the sum stays.
    case credit
}
