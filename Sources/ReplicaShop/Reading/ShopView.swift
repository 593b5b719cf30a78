package import Replica

/// Documents of one collection that meet a condition, as their rows show themselves: what a feed follows.
package struct ShopView: Sendable {
    /// The collection.
    package let collection: String
    private let test: @Sendable (ShopRow) -> Bool

    /// A view of a collection; without a filter, of all of it. `known` are the collection's fields by the shop's rules, for
    /// collections that no list shows. Throws `FilterError` if there is no such field.
    package init(_ collection: String, where filter: Filter?, known: [String]?) throws(FilterError) {
        self.collection = collection
        if let filter {
            test = try Self.test(filter, collection, known)
        } else {
            test = { _ in true }
        }
    }

    /// The collections whose documents make up its rows.
    package var collections: Set<String> {
        Set([collection] + Self.owners.filter { $0.value == collection }.map(\.key))
    }

    /// Whether a row of the collection is in the view.
    package func admits(_ row: ShopRow) -> Bool { test(row) }

    /// The collection to whose row a document belongs: what is recorded on a bill is part of the bill's.
    static let owners: [String: String] = [
        ShopCollection.payment: ShopCollection.bill, ShopCollection.credit: ShopCollection.bill,
        ShopCollection.question: ShopCollection.bill,
    ]

    private static func test(
        _ filter: Filter, _ collection: String, _ known: [String]?
    ) throws(FilterError) -> @Sendable (ShopRow) -> Bool {
        switch collection {
        case ShopCollection.bill, ShopCollection.draft: try bills(filter)
        case ShopCollection.product: try products(filter)
        case ShopCollection.customer: try customers(filter)
        case ShopCollection.movement, ShopCollection.count: try movements(filter)
        default: try documents(filter, known)
        }
    }

    private static func bills(_ filter: Filter) throws(FilterError) -> @Sendable (ShopRow) -> Bool {
        let test = try filter.test(on: ShopFields.bills)
        return { row in
            switch row {
            case .bill(let bill): test(.bill(bill))
            case .draft(let draft, let name): test(.draft(draft, customerName: name))
            case .product, .customer, .movement, .document: false
            }
        }
    }

    private static func products(_ filter: Filter) throws(FilterError) -> @Sendable (ShopRow) -> Bool {
        let test = try filter.test(on: ShopFields.products)
        return { if case .product(let product) = $0 { test(product) } else { false } }
    }

    private static func customers(_ filter: Filter) throws(FilterError) -> @Sendable (ShopRow) -> Bool {
        let test = try filter.test(on: ShopFields.customers)
        return { if case .customer(let customer) = $0 { test(customer) } else { false } }
    }

    private static func movements(_ filter: Filter) throws(FilterError) -> @Sendable (ShopRow) -> Bool {
        let test = try filter.test(on: ShopFields.movements)
        return { if case .movement(let movement) = $0 { test(movement) } else { false } }
    }

    private static func documents(
        _ filter: Filter, _ known: [String]?
    ) throws(FilterError) -> @Sendable (ShopRow) -> Bool {
        let test = try filter.test(on: .documents(known: known))
        return { if case .document(let document) = $0 { test(document) } else { false } }
    }
}
