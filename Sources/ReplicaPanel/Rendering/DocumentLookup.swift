import Replica
import ReplicaShop

/// Finds a document of any collection by what people call it: its id, the beginning of the id, or its key.
enum DocumentLookup {
    /// The fields by which documents of a collection are looked up; the shop's schema indexes them.
    private static let keys: [String: [String]] = [
        ShopCollection.product: ["sku", "barcode"], ShopCollection.customer: ["ref"],
        ShopCollection.bill: ["number"],
    ]

    /// The one document that `text` names.
    /// - Throws: 404 if there is none, or more than one.
    static func reference(
        _ collection: String, _ text: String, in snapshot: Snapshot
    ) throws(HTTPFailure) -> DocumentReference {
        for field in keys[collection] ?? [] {
            if let found = snapshot.lookup(collection, field, .text(text)).first { return found.reference }
        }
        var found: [DocumentReference] = []
        for space in snapshot.spaces {
            let exact = DocumentReference(space, collection, text)
            if snapshot.document(exact) != nil { return exact }
            guard text.utf8.count >= ShopNode.shortestPrefix else { continue }
            for id in snapshot.ids(collection, in: space) where id.utf8.starts(with: text.utf8) {
                let reference = DocumentReference(space, collection, id)
                if snapshot.document(reference) != nil { found.append(reference) }
            }
        }
        guard let first = found.first else {
            throw HTTPFailure(
                .notFound, code: "document.missing", "There is no such document here.", hint: "Look it up in its list.")
        }
        guard found.count == 1 else {
            throw HTTPFailure(
                .notFound, code: "document.ambiguous", "The ids of several documents begin like this.",
                hint: "Give more of the id.")
        }
        return first
    }
}
