import Replica
import ReplicaShop

/// What must be looked up to tell people of a change: how they call the document, and a product's level and threshold.
struct FeedSituation: Sendable {
    /// A number, a SKU, a name.
    let key: String?
    private let level: Int128
    private let threshold: Int64?

    /// Looks a document up as it is now.
    init(_ reference: DocumentReference, in snapshot: Snapshot) {
        key = DocumentKeys.key(of: reference, in: snapshot)
        let product = reference.collection == ShopCollection.product ? snapshot.document(reference) : nil
        let view = product.flatMap(ProductView.init)
        level = Int128(view?.level ?? 0)
        threshold = view?.threshold
    }

    /// The kinds of events that a change is: `bill.created`, `product.changed`, and what crossing a threshold tells.
    func types(of change: FeedTransaction.DocumentChange) -> [String] {
        let word =
            switch change.change {
            case .appear: "created"
            case .update: "changed"
            case .disappear: "deleted"
            }
        return ["\(change.reference.collection).\(word)"] + alerts(of: change)
    }

    private func alerts(of change: FeedTransaction.DocumentChange) -> [String] {
        guard change.reference.collection == ShopCollection.product, !change.isNew else { return [] }
        var before = StockAlert.Situation(level: level, threshold: threshold)
        let after = before
        for field in change.fields {
            if field.path == "threshold" {
                before = .init(level: before.level, threshold: field.before?.integer)
            } else if let old = field.before?.integer, let new = field.after?.integer, field.path.hasPrefix("stock") {
                before = .init(level: before.level - Int128(new) + Int128(old), threshold: before.threshold)
            }
        }
        return StockAlert.between(before, after).map { "stock.\($0.rawValue)" }
    }
}
