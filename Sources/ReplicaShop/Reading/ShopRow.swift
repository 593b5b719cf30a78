package import Replica

/// A document as the shop's lists show it, whatever its collection.
package enum ShopRow: Sendable {
    /// A bill with what is recorded on it.
    case bill(BillSummary)
    /// A bill in the making, with its customer's name.
    case draft(DraftView, customerName: String?)
    /// A product with its level.
    case product(ProductView)
    /// A customer.
    case customer(CustomerView)
    /// A row of the ledger of stock: a movement, or a count.
    case movement(MovementView)
    /// Any other document, as the store keeps it.
    case document(DocumentView)
}
