import Replica

/// What a shop's node keeps in memory for its lists.
final class Projections: Sendable {
    let bills = Projection<BillRecord>(
        ShopCollection.bill, parts: [ShopCollection.payment, ShopCollection.credit, ShopCollection.question]
    ) { snapshot, document in
        BillRecord(
            document, entries: snapshot.belonging(to: document.reference, ShopCollection.payment),
            credits: snapshot.belonging(to: document.reference, ShopCollection.credit),
            questions: snapshot.belonging(to: document.reference, ShopCollection.question))
    }
    let products = Projection<ProductView>(ShopCollection.product) { _, document in ProductView(document) }
    let movements = Projection<MovementView>(ShopCollection.movement) { _, document in MovementView(movement: document)
    }
    let counts = Projection<MovementView>(ShopCollection.count) { _, document in MovementView(count: document) }
    let customers = Projection<CustomerView>(ShopCollection.customer) { _, document in CustomerView(document) }
    let drafts = Projection<DraftRecord>(ShopCollection.draft) { _, document in DraftRecord(document) }

    /// Takes note of what a commit touched.
    func note(_ change: FeedTransaction) {
        bills.note(change)
        products.note(change)
        movements.note(change)
        counts.note(change)
        customers.note(change)
        drafts.note(change)
    }
}
