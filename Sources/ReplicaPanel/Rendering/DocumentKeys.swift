import Replica
import ReplicaShop

/// What people call a document: a bill's number, a product's SKU, a customer's name.
enum DocumentKeys {
    /// The key; `nil` if the document is not here or has none.
    static func key(of reference: DocumentReference, in snapshot: Snapshot) -> String? {
        guard let document = snapshot.document(reference) else { return nil }
        switch reference.collection {
        case ShopCollection.bill: return document["number"]?.text
        case ShopCollection.product: return document["sku"]?.text
        case ShopCollection.customer, ShopCollection.profile, ShopCollection.settings, "member":
            return document["name"]?.text
        case ShopCollection.payment, ShopCollection.credit, ShopCollection.question:
            guard let bill = document["bill"]?.text else { return nil }
            return snapshot.document(DocumentReference(reference.space, ShopCollection.bill, bill))?["number"]?.text
        case ShopCollection.movement, ShopCollection.count:
            guard let product = document["product"]?.text else { return nil }
            return snapshot.document(DocumentReference(.shop, ShopCollection.product, product))?["sku"]?.text
        default: return nil
        }
    }
}
