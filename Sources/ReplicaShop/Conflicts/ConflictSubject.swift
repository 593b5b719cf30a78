import Replica

/// What a field's conflict is about, in the words that people use: a product's SKU, a bill's number, a customer's name.
struct ConflictSubject {
    private static let fields = [
        "taxRate": "tax rate", "taxRule": "tax rule", "strict": "strictness", "walkIn": "walk-in mark", "ref": "key",
        "sku": "SKU", "voided": "reason of the void", "state": "state",
    ]

    let document: String
    private let path: String

    init(_ reference: DocumentReference, _ path: String, in snapshot: Snapshot) {
        document = Self.name(reference, snapshot)
        self.path = path
    }

    /// Goes on with a verb: `the price of product PEN-01`.
    var phrase: String {
        if path.hasPrefix(StockPlace.prefix) {
            return "the stock of \(document) in \(StockPlace.phrase(for: path))"
        }
        if path.hasPrefix("lines/") { return "line \(path.dropFirst(6)) of \(document)" }
        return "the \(Self.fields[path] ?? path) of \(document)"
    }

    private static func name(_ reference: DocumentReference, _ snapshot: Snapshot) -> String {
        let document = snapshot.document(reference)
        switch reference.collection {
        case ShopCollection.product: return "product \(document?["sku"]?.text ?? short(reference))"
        case ShopCollection.customer: return "customer \(document?["name"]?.text ?? short(reference))"
        case ShopCollection.bill: return "bill \(document?["number"]?.text ?? short(reference))"
        case ShopCollection.payment, ShopCollection.credit, ShopCollection.question:
            return "a \(reference.collection) of bill \(number(of: document, reference.space, snapshot))"
        case ShopCollection.draft: return "draft \(short(reference))\(buyer(of: document, snapshot))"
        case ShopCollection.settings: return "the shop"
        case ShopCollection.profile: return "the profile of \(document?["name"]?.text ?? short(reference))"
        default: return "\(reference.collection) \(document?["name"]?.text ?? short(reference))"
        }
    }

    private static func number(of entry: DocumentView?, _ space: Space, _ snapshot: Snapshot) -> String {
        let bill = entry?["bill"]?.text ?? ""
        let document = snapshot.document(DocumentReference(space, ShopCollection.bill, bill))
        return document?["number"]?.text ?? String(bill.prefix(ShopNode.shownPrefix))
    }

    private static func buyer(of draft: DocumentView?, _ snapshot: Snapshot) -> String {
        guard let id = draft?["customer"]?.text else { return "" }
        let customer = snapshot.document(DocumentReference(.shop, ShopCollection.customer, id))
        return customer?["name"]?.text.map { " for \($0)" } ?? ""
    }

    private static func short(_ reference: DocumentReference) -> String {
        String(reference.id.prefix(ShopNode.shownPrefix))
    }
}
