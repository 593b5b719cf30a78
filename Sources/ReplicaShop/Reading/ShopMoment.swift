package import Replica

/// The rows of the shop's lists as they were after a row of the feed.
package struct ShopMoment {
    private var past: PastDocuments
    private let today: Day

    /// The present.
    package init(_ snapshot: Snapshot, today: Day) {
        past = PastDocuments(snapshot)
        self.today = today
    }

    /// Goes back before a row of the feed; the rows one after the other, from the snapshot's last.
    package mutating func undo(_ row: FeedTransaction) { past.undo(row) }

    /// The document to whose row a document belongs; itself, if it has one of its own.
    package func owner(of reference: DocumentReference) -> DocumentReference? {
        guard let collection = ShopView.owners[reference.collection] else { return reference }
        // What is recorded on a bill names it for good, so that the present tells it as well as the past.
        let document = past.snapshot.document(reference) ?? past.document(reference)
        return document?["bill"]?.text.map { DocumentReference(reference.space, collection, $0) }
    }

    /// A document's row as it was then; nil if there was none, or it was not whole.
    package func row(_ reference: DocumentReference) -> ShopRow? {
        guard let document = past.document(reference) else { return nil }
        switch reference.collection {
        case ShopCollection.bill:
            let record = BillRecord(
                document, entries: parts(of: reference, ShopCollection.payment),
                credits: parts(of: reference, ShopCollection.credit),
                questions: parts(of: reference, ShopCollection.question))
            return (try? record?.summary(on: today)).map { .bill($0) }
        case ShopCollection.draft:
            let draft = DraftView(document, in: past)
            let customer = draft.customer.map { DocumentReference(.shop, ShopCollection.customer, $0) }
            return .draft(draft, customerName: customer.flatMap { past.document($0)?["name"]?.text })
        case ShopCollection.product: return ProductView(document).map { .product($0) }
        case ShopCollection.customer: return CustomerView(document).map { .customer($0) }
        case ShopCollection.movement: return MovementView(movement: document).map { .movement(named($0)) }
        case ShopCollection.count: return MovementView(count: document).map { .movement(named($0)) }
        default: return .document(document)
        }
    }

    private func parts(of bill: DocumentReference, _ collection: String) -> [DocumentView] {
        past.belonging(to: bill, collection).compactMap { past.document($0.reference) }
    }

    private func named(_ row: MovementView) -> MovementView {
        var named = row
        let product = past.document(DocumentReference(.shop, ShopCollection.product, row.product))
        named.sku = product?["sku"]?.text ?? ""
        named.name = product?["name"]?.text ?? ""
        return named
    }
}

extension PastDocuments: DocumentReading {}
