import ReplicaCRDT
import ReplicaDocuments

/// What a store shows of the trade.
struct ShopReading {
    let store: DocumentStore

    init(_ store: DocumentStore) { self.store = store }

    func shown(_ space: Space, _ collection: String, _ id: String, _ path: String) -> Value? {
        let document = store.document(DocumentAddress(space, DocumentKey(collection, id)))
        return document.flatMap { store.shown($0, collection, path)?.asValue }
    }

    /// The sum of a bill's payments, by the index.
    func money(of bill: String, in space: Space) -> Int64 {
        let payments = store.documents(FieldIndexes.Name("payment", "bill"), .text(bill)) ?? []
        return payments.filter { $0.space == space }
            .reduce(0) { $0 + (shown(space, "payment", $1.key.id, "amount")?.integer ?? 0) }
    }

    /// The same, by reading every payment.
    func moneySlowly(of bill: String, in space: Space) -> Int64 {
        store.ids("payment", in: space).filter { shown(space, "payment", $0, "bill") == .text(bill) }
            .reduce(0) { $0 + (shown(space, "payment", $1, "amount")?.integer ?? 0) }
    }

    /// A product's counter.
    func counter(_ product: String) -> CounterReading {
        CounterReading(store.document(ShopWorkload.product(product))?.entries("stock") ?? [])
    }

    /// What the ledger says of a level: all movements, and what the count that holds adds.
    func ledger(_ product: String) -> Int128 {
        var sum: Int128 = 0
        for id in store.ids("movement", in: .shop) where shown(.shop, "movement", id, "product") == .text(product) {
            sum += Int128(shown(.shop, "movement", id, "quantity")?.integer ?? 0)
        }
        if case .count(let record)? = counter(product).count?.payload { sum += Int128(record.adjustment) }
        return sum
    }
}
