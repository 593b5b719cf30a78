package import Replica

extension ShopNode {
    /// What the node's thread hands out of one collection; it is filtered elsewhere.
    private enum Source: Sendable {
        case bills([BillRecord])
        case rows([ShopRow])
    }

    /// The rows of views at one moment, ascending by space and id, and the number of the feed's last row that they contain.
    /// O(documents of the collections).
    package func rows(of views: [ShopView]) async throws -> (seq: UInt64, rows: [[(DocumentReference, ShopRow)]]) {
        let today = today
        let (seq, sources) = try await node.read { [projections] snapshot in
            let moment = ShopMoment(snapshot, today: today)
            return (snapshot.feedSeq, views.map { Self.source($0.collection, snapshot, moment, projections) })
        }
        var found: [[(DocumentReference, ShopRow)]] = []
        for (view, source) in zip(views, sources) {
            found.append(try Self.rows(source, today).filter { view.admits($0.1) }.sorted { $0.0 < $1.0 })
        }
        return (seq, found)
    }

    private static func source(
        _ collection: String, _ snapshot: Snapshot, _ moment: ShopMoment, _ projections: Projections
    ) -> Source {
        switch collection {
        case ShopCollection.bill: return .bills(Array(projections.bills.records(snapshot).values))
        case ShopCollection.product: return .rows(projections.products.records(snapshot).values.map { .product($0) })
        case ShopCollection.customer:
            return .rows(projections.customers.records(snapshot).values.map { .customer($0) })
        default:
            let references = snapshot.spaces.flatMap { space in
                snapshot.ids(collection, in: space).map { DocumentReference(space, collection, $0) }
            }
            return .rows(references.compactMap { moment.row($0) })
        }
    }

    private static func rows(_ source: Source, _ today: Day) throws -> [(DocumentReference, ShopRow)] {
        switch source {
        case .bills(let records): try records.map { ($0.reference, .bill(try $0.summary(on: today))) }
        case .rows(let rows): rows.map { ($0.reference, $0) }
        }
    }
}

extension ShopRow {
    /// The document. A summary of a bill is read from a customer's space, whose id its customer has.
    package var reference: DocumentReference {
        switch self {
        case .bill(let bill): bill.reference ?? DocumentReference(.shop, ShopCollection.bill, bill.id)
        case .draft(let draft, _): DocumentReference(.shop, ShopCollection.draft, draft.id)
        case .product(let product): DocumentReference(.shop, ShopCollection.product, product.id)
        case .customer(let customer): DocumentReference(.shop, ShopCollection.customer, customer.id)
        case .movement(let row):
            DocumentReference(
                .shop, row.counted == nil ? ShopCollection.movement : ShopCollection.count, row.id)
        case .document(let document): document.reference
        }
    }
}
