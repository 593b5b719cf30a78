import Replica
import ReplicaShop

/// Finds the one thing that a transaction of somebody else did, by the most telling document that it touched.
struct MessageReading {
    private let row: FeedTransaction
    private let snapshot: Snapshot

    /// Reads a row with the documents as they are now.
    init(_ row: FeedTransaction, _ snapshot: Snapshot) {
        self.row = row
        self.snapshot = snapshot
    }

    /// What was done; nil if it is nothing to tell people of.
    func deed() -> PanelMessage? {
        if let bill = first(ShopCollection.bill) { return aboutBill(bill) }
        if let credit = first(ShopCollection.credit) { return message(.credit, credit) }
        if let payment = first(ShopCollection.payment) {
            return message(.payment, payment) { $0.amount = amount(of: payment.reference) }
        }
        if let question = first(ShopCollection.question) {
            return message(question.isNew ? .question : .answer, question)
        }
        if let product = first(ShopCollection.product) { return aboutProduct(product) }
        if let customer = first(ShopCollection.customer) {
            return message(customer.isNew ? .newCustomer : .changedCustomer, customer)
        }
        if let member = first("member"), member.isNew { return message(.computer, member) }
        if let settings = first(ShopCollection.settings), !settings.isNew { return message(.settings, settings) }
        return nil
    }

    private func aboutBill(_ bill: FeedTransaction.DocumentChange) -> PanelMessage {
        if bill.isNew {
            return message(.newBill, bill) {
                let document = snapshot.document(bill.reference)
                $0.name = document?["buyer"]?["name"]?.text
                $0.amount = IssuedTotals(document?["totals"])?.total
            }
        }
        if let state = bill.fields.last(where: { $0.path == PaymentState.machine.field })?.after?.text {
            return message(.billState, bill) {
                $0.state = state
                $0.amount = first(ShopCollection.payment).flatMap { amount(of: $0.reference) }
            }
        }
        return message(
            bill.fields.contains { $0.path == BillState.machine.field } ? .voidBill : .changedBill, bill)
    }

    /// A level that moved is told by its threshold alone.
    private func aboutProduct(_ product: FeedTransaction.DocumentChange) -> PanelMessage? {
        if product.isDeletion { return nil }
        if product.isNew { return message(.newProduct, product) }
        let isStock = product.fields.allSatisfy { $0.path == "stock" || $0.path.hasPrefix("stock/") }
        return isStock ? nil : message(.changedProduct, product)
    }

    private func amount(of payment: DocumentReference) -> Money? {
        snapshot.document(payment).flatMap(LedgerEntry.init)?.amount
    }

    private func first(_ collection: String) -> FeedTransaction.DocumentChange? {
        row.documents.first { $0.reference.collection == collection }
    }

    private func message(
        _ kind: PanelMessage.Kind, _ change: FeedTransaction.DocumentChange,
        _ fill: (inout PanelMessage) -> Void = { _ in }
    ) -> PanelMessage {
        var message = PanelMessage(
            kind: kind, reference: change.reference, key: DocumentKeys.key(of: change.reference, in: snapshot))
        if change.reference.collection == ShopCollection.product {
            message.name = snapshot.document(change.reference)?["name"]?.text
        }
        fill(&message)
        return message
    }
}
