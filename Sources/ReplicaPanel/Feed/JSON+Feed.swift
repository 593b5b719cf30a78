import Replica
import ReplicaShop

/// What the feed tells of documents, in the shape of the interface.
extension JSON {
    /// A field's change.
    init(_ field: FeedTransaction.FieldChange) {
        self = [
            "path": .string(field.path), "before": JSON(field.before ?? .null), "after": JSON(field.after ?? .null),
            "merged": .bool(field.isMerged),
        ]
    }

    /// A row of the shop's lists, without its reach; a document that no list shows, with its fields as they are stored.
    init(_ row: ShopRow) {
        switch row {
        case .bill(let bill): self = BillJSON.summary(bill)
        case .draft(let draft, let name): self = BillJSON.draft(draft, customerName: name)
        case .product(let product): self = PanelService.json(product)
        case .customer(let customer): self = PanelService.json(customer)
        case .movement(let row): self = PanelService.json(row)
        case .document(let document):
            self = .object(JSONObject([("id", .string(document.id))]))
            for path in document.paths { self[path] = JSON(document[path] ?? .null) }
        }
    }
}
