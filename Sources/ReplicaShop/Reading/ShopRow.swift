package import Replica

/// A document as the shop's lists show it, whatever its collection. Small to hold: readers of the feed that are slow hold thousands.
package enum ShopRow: Sendable {
    /// A bill with what is recorded on it.
    case bill(BillSummary)
    /// A bill in the making, with its customer's name.
    indirect case draft(DraftView, customerName: String?)
    /// A product with its level.
    indirect case product(ProductView)
    /// A customer.
    indirect case customer(CustomerView)
    /// A row of the ledger of stock: a movement, or a count.
    indirect case movement(MovementView)
    /// Any other document, as the store keeps it.
    indirect case document(DocumentView)
}
