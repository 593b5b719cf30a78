public import Replica

extension ShopNode {
    /// What has to be remembered when a product is scanned for counting.
    public func scan(_ product: String, place: String? = nil) async throws -> CountScan {
        let path = try StockPlace.path(of: place)
        return try await node.read { snapshot in
            let document = try snapshot.product(product)
            return CountScan(
                product: document.id, sku: document["sku"]?.text ?? "", name: document["name"]?.text ?? "",
                place: StockPlace.name(of: path), expected: Int64(clamping: document.level(path)),
                token: document.scan(path).token)
        }
    }

    /// Records a stock-take, all of it in one transaction: the level of each counted place becomes what was counted there, and the
    /// other places of the product stay as they are. A count that names no place is of the shop itself. Of two counts of a product at a place that did not see each other one
    /// holds and the other is a conflict; they are never added.
    public func count(
        _ items: [CountInput], as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<[StockResult]> {
        try await act("count stock", as: user, operation) { transaction, desk in
            var seen: Set<[String]> = []
            return try items.map { item in
                let document = try transaction.product(item.product)
                let path = try StockPlace.path(of: item.place)
                guard seen.insert([document.id, path]).inserted else {
                    throw ShopError.trade(.keyTaken(.product, item.product))
                }
                let id = transaction.operation.documentID("count:\(document.id):\(path)")
                return try transaction.changeCount(document, path, item, id: id, desk)
            }
        }
    }
}

extension Transaction {
    fileprivate mutating func changeCount(
        _ product: DocumentView, _ path: String, _ item: CountInput, id: String, _ desk: Desk
    ) throws -> StockResult {
        guard (0...StockChange.maximumQuantity).contains(item.counted) else {
            throw ShopError.trade(.quantity(item.counted))
        }
        guard let before = ProductView(product) else {
            throw ShopError.trade(.notFound(.product, item.product))
        }
        let level = product.level(path)
        try count(product.reference, path, counted: item.counted, scan: item.scan ?? product.scan(path), record: id)
        guard let changed = document(product.reference), let after = ProductView(changed),
            changed.countRecord(path) == id, let adjustment = changed.countAdjustment(path)
        else { throw ShopError.trade(.scan) }
        let reference = DocumentReference(.shop, ShopCollection.count, id)
        let place = StockPlace.name(of: path)
        let difference = Int64(clamping: changed.level(path) - level)
        try set(reference, "product", to: .text(product.id))
        try set(
            reference, "count",
            to: .map(present: [
                ("counted", .integer(item.counted)), ("adjustment", .integer(adjustment)),
                ("difference", .integer(difference)), ("place", place.isEmpty ? nil : .text(place)),
                ("note", try item.note.flatMap { try TextKind.note.cleanOptional($0) }.map { .text($0) }),
                ("by", desk.user.isEmpty ? nil : .text(desk.user)),
            ]))
        return StockResult(before, after, at: path, records: [id])
    }
}
