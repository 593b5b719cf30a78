public import Replica

extension ShopNode {
    /// Adds a product. Its id follows from the action; SKU and barcode must be its own, as far as this node knows.
    public func addProduct(
        _ input: ProductInput, as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<ProductView> {
        try await act("add products", as: user, operation) { transaction, desk in
            try transaction.addProduct(input, id: transaction.operation.documentID, desk)
        }
    }

    /// Changes a product, named by SKU, barcode, id or the beginning of the id. With `seen` (by path: what the form showed),
    /// only what the person saw is replaced, so that another's change meanwhile becomes a conflict and is not lost.
    public func editProduct(
        _ product: String, _ edit: ProductEdit, seen: [String: SeenEntries] = [:], as user: String = "",
        operation: OperationKey? = nil
    ) async throws -> Receipt<ProductView> {
        try await act("edit products", as: user, operation) { transaction, _ in
            let document = try transaction.product(product)
            return try transaction.edit(document, edit, seen: seen)
        }
    }
}

extension DocumentReading {
    /// The product that a SKU, a barcode, an id or the beginning of an id names.
    func product(_ text: String) throws(ShopError) -> DocumentView {
        if let found = document(DocumentReference(.shop, ShopCollection.product, text)) { return found }
        let key = text.composed
        for path in ["sku", "barcode"] {
            if let found = keyed(ShopCollection.product, path, key) { return found }
        }
        if let found = keyed(ShopCollection.product, "sku", key.uppercased()) { return found }
        guard let found = try identified(ShopCollection.product, in: [.shop], text, as: .product) else {
            throw .trade(.notFound(.product, text))
        }
        return found
    }

    /// Throws if another product has the key.
    func checkKey(_ key: String, _ path: String, of id: String) throws(ShopError) {
        let others = snapshot.lookup(ShopCollection.product, path, .text(key)).filter { other in
            other.id != id && document(other.reference)?[path] == .text(key)
        }
        guard others.isEmpty else { throw .trade(.keyTaken(.product, key)) }
    }
}

extension Transaction {
    /// Writes a new product, with what lies on the shelf as received.
    mutating func addProduct(_ input: ProductInput, id: String, _ desk: Desk) throws -> ProductView {
        let reference = DocumentReference(.shop, ShopCollection.product, id)
        var edit = ProductEdit()
        edit.sku = .to(input.sku)
        edit.name = .to(input.name)
        edit.price = .to(input.price)
        edit.taxRate = .to(input.taxRate)
        edit.threshold = .to(input.threshold)
        edit.target = .to(input.target)
        edit.barcode = .to(input.barcode)
        edit.category = .to(input.category)
        edit.supplier = .to(input.supplier)
        edit.isStrict = .to(input.isStrict)
        try write(edit, to: reference, seen: [:])
        if input.stock != 0 {
            let change =
                input.stock > 0
                ? try StockReason.received.change(input.stock, note: Self.openingNote)
                : try StockReason.correction.change(input.stock, note: Self.openingNote)
            try record(change, of: id, at: StockPlace.field, id: operation.documentID("opening:" + id), desk)
        }
        return try productView(reference)
    }

    private static let openingNote = "opening stock"

    mutating func edit(
        _ document: DocumentView, _ edit: ProductEdit, seen: [String: SeenEntries]
    ) throws -> ProductView {
        try write(edit, to: document.reference, seen: seen)
        return try productView(document.reference)
    }

    private func productView(_ reference: DocumentReference) throws(ShopError) -> ProductView {
        guard let view = document(reference).flatMap(ProductView.init) else {
            throw .trade(.notFound(.product, reference.id))
        }
        return view
    }

    private mutating func write(
        _ edit: ProductEdit, to reference: DocumentReference, seen: [String: SeenEntries]
    ) throws {
        if case .to(let sku) = edit.sku {
            let clean = try TextKind.sku.clean(sku)
            try checkKey(clean, "sku", of: reference.id)
            try put(reference, "sku", .text(clean), seen: seen["sku"])
        }
        if case .to(let name) = edit.name {
            try put(reference, "name", .text(try TextKind.name.clean(name)), seen: seen["name"])
        }
        if case .to(let price) = edit.price {
            try put(reference, "price", try checkedPrice(price).value, seen: seen["price"])
        }
        if case .to(let rate) = edit.taxRate {
            try put(reference, "taxRate", rate?.value ?? .null, seen: seen["taxRate"])
        }
        for (path, change) in [("threshold", edit.threshold), ("target", edit.target)] {
            guard case .to(let level) = change else { continue }
            if let level, !(0...StockChange.maximumQuantity).contains(level) {
                throw ShopError.trade(.quantity(level))
            }
            try put(reference, path, level.map { .integer($0) } ?? .null, seen: seen[path])
        }
        if case .to(let text) = edit.barcode {
            let clean = try text.flatMap { try TextKind.barcode.cleanOptional($0) }
            if let clean { try checkKey(clean, "barcode", of: reference.id) }
            try put(reference, "barcode", .text(orNull: clean), seen: seen["barcode"])
        }
        for (path, change) in [("category", edit.category), ("supplier", edit.supplier)] {
            guard case .to(let text) = change else { continue }
            let clean = try text.flatMap { try TextKind.name.cleanOptional($0) }
            try put(reference, path, .text(orNull: clean), seen: seen[path])
        }
        if case .to(let isStrict) = edit.isStrict {
            if isStrict || document(reference)?["strict"] != nil {
                try put(reference, "strict", .bool(isStrict), seen: seen["strict"])
            }
        }
    }

    private func checkedPrice(_ price: Money) throws(ShopError) -> Money {
        let currency = try settings().currency
        guard price.currency == currency else { throw .mixedCurrencies(price.currency, currency) }
        guard price.minor >= 0 else { throw .amount(price.description, .negative) }
        return price
    }
}
