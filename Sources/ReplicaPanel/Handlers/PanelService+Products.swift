import Replica
import ReplicaShop

extension PanelService {
    var productHandlers: [Binding] {
        [
            (.listProducts, listProducts), (.showProduct, showProduct), (.addProduct, addProduct),
            (.changeProduct, changeProduct),
        ]
    }

    private func listProducts(_ call: PanelCall) async throws -> HTTPResponse {
        var filter = ProductFilter()
        filter.isLow = call.flag("low")
        filter.isOut = call.flag("out")
        filter.isBelowZero = call.flag("below-zero")
        filter.notCountedSinceMicroseconds = Self.daysAgo(call.integer("uncounted"))
        filter.text = call.text("text")
        filter.matching = try call.filter()
        let request = try PageRequest(call)
        let page = request.page(try await shop.products(filter), id: \.id) { Self.key($0, request.field) }
        let reach = try await shop.reach(page.items.map(\.reference))
        return .json(page.json(zip(page.items, reach).map { Self.json($0, $1) }))
    }

    private func showProduct(_ call: PanelCall) async throws -> HTTPResponse {
        let product = try await shop.product(call.path("id"))
        return .json(try await shown(call, Self.json(product), product.reference))
    }

    private func addProduct(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let currency = try await shop.settings().currency
        guard let price = try body.amount("price", in: currency) else { throw HTTPFailure(ShopError.overflow) }
        let input = ProductInput(
            sku: body.text("sku") ?? "", name: body.text("name") ?? "", price: price, taxRate: try body.rate("tax"),
            threshold: body.integer("threshold"), target: body.integer("target"), barcode: body.text("barcode"),
            category: body.text("category"), supplier: body.text("supplier"), isStrict: body.flag("strict") ?? false,
            stock: body.integer("stock") ?? 0)
        let written = try await write(call) { try await $0.addProduct(input, as: $1, operation: $2) }
        return try await answer(written, Self.json(written.value), written.value.reference, status: written.status)
    }

    private func changeProduct(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let currency = try await shop.settings().currency
        var edit = ProductEdit()
        edit.sku = body.change(required: "sku", body.text("sku"))
        edit.name = body.change(required: "name", body.text("name"))
        edit.price = body.change(required: "price", try body.amount("price", in: currency))
        edit.taxRate = body.change("tax", try body.rate("tax"))
        edit.threshold = body.change("threshold", body.integer("threshold"))
        edit.target = body.change("target", body.integer("target"))
        edit.barcode = body.change("barcode", body.text("barcode"))
        edit.category = body.change("category", body.text("category"))
        edit.supplier = body.change("supplier", body.text("supplier"))
        edit.isStrict = body.change(required: "strict", body.flag("strict"))
        let (id, wanted, seen) = (call.path("id"), edit, try body.seen())
        let written = try await write(call) { try await $0.editProduct(id, wanted, seen: seen, as: $1, operation: $2) }
        return try await answer(written, Self.json(written.value), written.value.reference)
    }

    private static func key(_ product: ProductView, _ field: String) -> SortKey {
        switch field {
        case "name": SortKey(product.name)
        case "price": .number(product.price.minor)
        case "level": .number(product.level)
        case "counted": .number(Int64(clamping: product.countedAtMicroseconds ?? 0))
        default: SortKey(product.sku)
        }
    }

    private static func json(_ product: ProductView, _ reach: Reach) -> JSON {
        var json = json(product)
        json["reach"] = JSON(reach)
        return json
    }

    /// A product without its reach.
    static func json(_ product: ProductView) -> JSON {
        [
            "id": .string(product.id), "sku": .string(product.sku), "name": .string(product.name),
            "price": JSON(product.price), "tax": JSON(product.taxRate), "threshold": JSON(product.threshold),
            "target": JSON(product.target), "barcode": JSON(product.barcode), "category": JSON(product.category),
            "supplier": JSON(product.supplier),
            "strict": .bool(product.isStrict), "level": .integer(product.level),
            "state": .string(product.status.rawValue), "conflicts": .array(product.conflicts.map { .string($0) }),
            "countedAt": moment(product.countedAtMicroseconds),
            "places": .array(
                product.places.map {
                    [
                        "location": .string($0.name), "level": .integer($0.level),
                        "countedAt": moment($0.countedAtMicroseconds),
                    ]
                }),
            "changedAt": JSON(microseconds: product.changedAtMicroseconds),
        ]
    }
}

extension PanelService {
    /// A moment, or null.
    static func moment(_ microseconds: UInt64?) -> JSON { microseconds.map { JSON(microseconds: $0) } ?? .null }

    /// So many days ago, microseconds since 1970.
    static func daysAgo(_ days: Int64?) -> UInt64? {
        days.map { days in
            let now = TimeText.nowMicroseconds
            return now - min(now, UInt64(clamping: days) * 86_400_000_000)
        }
    }
}

extension ProductView {
    /// The document.
    var reference: DocumentReference { DocumentReference(.shop, ShopCollection.product, id) }
}
