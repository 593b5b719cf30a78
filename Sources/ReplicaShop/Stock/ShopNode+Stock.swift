public import Replica

extension ShopNode {
    /// Goods came in.
    public func receive(
        _ product: String, _ quantity: Int64, place: String? = nil, note: String? = nil, as user: String = "",
        operation: OperationKey? = nil
    ) async throws -> Receipt<StockResult> {
        try await adjust(
            product, quantity, .received, place: place, note: note, as: user, operation: operation)
    }

    /// Goods came or went for a reason that a person gives; the reason sets the sign, a correction brings its own.
    public func adjust(
        _ product: String, _ quantity: Int64, _ reason: StockReason, place: String? = nil, note: String? = nil,
        as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<StockResult> {
        try await act("change levels of stock", as: user, operation) { transaction, desk in
            guard reason.isAdjustment else { throw ShopError.stock(.notByHand(reason)) }
            let change = try reason.change(quantity, note: note)
            let path = try StockPlace.path(of: place)
            let document = try transaction.product(product)
            let id = transaction.operation.documentID
            return try transaction.changeStock(document.reference, at: path, records: [id]) { transaction in
                try transaction.record(change, of: document.id, at: path, id: id, desk)
            }
        }
    }

    /// Goods went from one place of the shop to another: one movement out, one in, and the level stays. Refused if less lies at
    /// the first place, as far as this node knows: a move of what is not there is a slip, mostly of a place's name.
    public func move(
        _ product: String, _ quantity: Int64, from: String? = nil, to place: String?, note: String? = nil,
        as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<StockResult> {
        try await act("move stock", as: user, operation) { transaction, desk in
            let (out, into) = try StockChange.move(quantity, note: note)
            let (source, target) = (try StockPlace.path(of: from), try StockPlace.path(of: place))
            guard source != target else { throw ShopError.trade(.place(place ?? "")) }
            let document = try transaction.product(product)
            try document.checkMove(of: into.quantity, from: source)
            let ids = ["out", "in"].map { transaction.operation.documentID($0) }
            return try transaction.changeStock(document.reference, records: ids) { transaction in
                try transaction.record(out, of: document.id, at: source, id: ids[0], desk)
                try transaction.record(into, of: document.id, at: target, id: ids[1], desk)
            }
        }
    }
}

extension ShopNode {
    /// Takes a movement back by an opposite one, a correction that names it: for what was recorded by mistake. Two who do it while
    /// apart do it once. Refused for what a bill, a move or a count wrote, and for what was counted since (``ReversalObstacle``).
    public func reverse(
        movement: String, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<StockResult> {
        try await act("change levels of stock", as: user, operation) { transaction, _ in
            try transaction.reverse(try transaction.movement(movement))
        }
    }
}

extension Transaction {
    fileprivate mutating func reverse(_ row: MovementView) throws -> StockResult {
        let path = row.place.isEmpty ? StockPlace.field : StockPlace.prefix + row.place
        let product = DocumentReference(.shop, ShopCollection.product, row.product)
        let effect = MovementID.reversal(of: row.id)
        var obstacle = ReversalObstacle(row, countedAtMicroseconds: document(product)?.countedAtMicroseconds(path))
        if document(DocumentReference(.shop, ShopCollection.movement, effect)) != nil { obstacle = .reversed }
        if let obstacle { throw ShopError.trade(.irreversible(obstacle)) }
        // All that it says follows from the movement: made apart by two nodes, the two documents are one.
        let note = "takes back \(row.reason.rawValue) \(row.id.prefix(ShopNode.shownPrefix))"
        let change = try StockReason.correction.change(-row.quantity, note: note)
        return try changeStock(product, at: path, records: [effect]) { transaction in
            try transaction.addOnce(product, path, effect: effect, change.quantity)
            try transaction.writeMovement(change, of: row.product, at: path, id: effect, reverses: row.id)
        }
    }
}

extension DocumentReading {
    /// The row of the ledger that an id or the beginning of an id names.
    func movement(_ text: String) throws(ShopError) -> MovementView {
        if let row = document(DocumentReference(.shop, ShopCollection.movement, text)).flatMap(
            MovementView.init(movement:))
        {
            return row
        }
        if let row = document(DocumentReference(.shop, ShopCollection.count, text)).flatMap(MovementView.init(count:)) {
            return row
        }
        guard let found = try identified(ShopCollection.movement, in: [.shop], text, as: .movement),
            let row = MovementView(movement: found)
        else { throw .trade(.notFound(.movement, text)) }
        return row
    }
}

extension Transaction {
    /// Runs changes of one product's level and says what they did. A strict product must not go below zero by them.
    mutating func changeStock(
        _ product: DocumentReference, at path: String? = nil, records: [String],
        _ body: (inout Transaction) throws -> Void
    ) throws -> StockResult {
        guard let before = document(product).flatMap(ProductView.init) else {
            throw ShopError.trade(.notFound(.product, product.id))
        }
        try body(&self)
        guard let after = document(product).flatMap(ProductView.init) else {
            throw ShopError.trade(.notFound(.product, product.id))
        }
        if before.isStrict, after.level < 0, after.level < before.level {
            throw ShopError.trade(.outOfStock(sku: before.sku, level: before.level))
        }
        return StockResult(before, after, at: path, records: records)
    }
}

extension DocumentView {
    /// Throws if less of a product lies at a place than is to be moved from there.
    fileprivate func checkMove(of quantity: Int64, from path: String) throws(ShopError) {
        let there = level(path)
        guard there < Int128(quantity) else { return }
        let places = stockPaths.filter { level($0) > 0 }.map { (path) in
            "\(StockPlace.phrase(for: path)) (\(level(path)))"
        }
        throw .trade(
            .notThere(
                sku: self["sku"]?.text ?? id, level: Int64(clamping: there), place: StockPlace.phrase(for: path),
                places: places))
    }
}
