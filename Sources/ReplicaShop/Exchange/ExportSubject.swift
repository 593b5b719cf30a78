/// What an export writes.
public enum ExportSubject: String, Hashable, Sendable, CaseIterable {
    /// Every document of the shop that this node holds.
    case all
    case products
    case customers
    /// Bills with their ledgers.
    case bills
    /// The ledger of stock.
    case stock

    /// The collections whose documents it is made of.
    var collections: [String] {
        switch self {
        case .all:
            [
                ShopCollection.bill, ShopCollection.credit, ShopCollection.customer, ShopCollection.draft,
                ShopCollection.payment, ShopCollection.product, ShopCollection.profile, ShopCollection.question,
                ShopCollection.series, ShopCollection.settings, ShopCollection.count, ShopCollection.movement,
            ].sorted()
        case .products: [ShopCollection.product]
        case .customers: [ShopCollection.customer]
        case .bills: [ShopCollection.bill, ShopCollection.credit, ShopCollection.payment, ShopCollection.question]
        case .stock: [ShopCollection.count, ShopCollection.movement].sorted()
        }
    }
}
