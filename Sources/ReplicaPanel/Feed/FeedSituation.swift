import Replica
import ReplicaShop

/// What must be looked up to tell people of a change: how they call the document, and a product's level and threshold.
struct FeedSituation: Sendable {
    /// A number, a SKU, a name.
    let key: String?
    /// A product's levels, by the counters' paths.
    private let levels: [String: Int128]
    private let threshold: Int64?

    /// Looks a document up as it is now.
    init(_ reference: DocumentReference, in snapshot: Snapshot) {
        key = DocumentKeys.key(of: reference, in: snapshot)
        let product = reference.collection == ShopCollection.product ? snapshot.document(reference) : nil
        threshold = product?["threshold"]?.integer
        let counters = product?.paths.filter(Self.isLevel) ?? []
        levels = Dictionary(uniqueKeysWithValues: counters.map { ($0, product?.level($0) ?? 0) })
    }

    /// The counter of the shop itself, or of a place in it.
    private static func isLevel(_ path: String) -> Bool { path == "stock" || path.hasPrefix("stock/") }

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

    /// What this very change tells, whatever came after it: what it touched is read from the change itself.
    private func alerts(of change: FeedTransaction.DocumentChange) -> [String] {
        guard change.reference.collection == ShopCollection.product, !change.isNew else { return [] }
        var (before, after) = (levels, levels)
        var thresholds = (threshold, threshold)
        for field in change.fields {
            if field.path == "threshold" {
                thresholds = (field.before?.integer, field.after?.integer)
            } else if Self.isLevel(field.path) {
                if before[field.path] == levels[field.path] { before[field.path] = Int128(field.before?.integer ?? 0) }
                after[field.path] = Int128(field.after?.integer ?? 0)
            }
        }
        return StockAlert.between(
            .init(level: before.values.reduce(0, +), threshold: thresholds.0),
            .init(level: after.values.reduce(0, +), threshold: thresholds.1)
        ).map { "stock.\($0.rawValue)" }
    }
}
