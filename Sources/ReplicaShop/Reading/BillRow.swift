/// A row of a list in which bills and drafts stand side by side.
public enum BillRow: Sendable {
    /// An issued bill.
    case bill(BillSummary)
    /// A bill in the making, with its customer's name.
    case draft(DraftView, customerName: String?)
}
