public import Replica

extension ShopNode {
    /// A bill, by number, id or the beginning of the id. Throws ``TradeFault/notFound(_:_:)``.
    public func bill(_ text: String) async throws -> BillView {
        let today = today
        return try await node.read { snapshot in
            let document = try snapshot.bill(text)
            let record = try snapshot.record(of: document.reference)
            return try BillView(document, record, in: snapshot, on: today)
        }
    }

    /// Bills that a filter admits. O(n log n) in all bills of this node. Throws `FilterError` if the bills have no such field.
    public func bills(_ filter: BillFilter = BillFilter()) async throws -> [BillSummary] {
        let today = today
        let admits = try filter.matching?.test(on: ShopFields.bills)
        let (records, customer) = try await node.read { [projections] snapshot in
            var records = Array(projections.bills.records(snapshot).values)
            if filter.onlyHere { records = records.filter { snapshot.reach($0.reference).reached == 0 } }
            return (records, try filter.customer.map { try snapshot.customerID($0) })
        }
        var found: [BillSummary] = []
        for record in records where filter.admits(record, customer: customer) {
            let summary = try record.summary(on: today)
            if filter.admits(summary), admits?(.bill(summary)) ?? true { found.append(summary) }
        }
        return filter.arranged(found)
    }

    /// Sums over all bills, or those of a customer.
    public func billStatistics(customer: String? = nil) async throws -> BillStatistics {
        var filter = BillFilter()
        filter.customer = customer
        return BillStatistics(try await bills(filter))
    }

    /// How far documents have got, in the order in which they are named.
    public func reach(_ references: [DocumentReference]) async throws -> [Reach] {
        try await node.read { snapshot in references.map { snapshot.reach($0) } }
    }

    /// How far a bill has got.
    public func reach(of bill: BillSummary) async throws -> Reach {
        guard let reference = bill.reference else { throw ShopError.trade(.notFound(.bill, bill.id)) }
        return try await reach([reference])[0]
    }
}

extension DocumentReading {
    /// The id of a customer; on a customer's node there is no document of it, and its own id is enough.
    func customerID(_ text: String) throws(ShopError) -> String {
        if let id = CustomerSpaceID(text), snapshot.spaces.contains(.customer(id)) { return text }
        return try customer(text).id
    }
}
