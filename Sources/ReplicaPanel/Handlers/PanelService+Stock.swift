import Replica
import ReplicaShop

/// Levels of stock and what moves them.
extension PanelService {
    var stockHandlers: [Binding] {
        [
            (.listStock, listStock), (.receive, receive), (.adjust, adjust), (.count, count), (.moveStock, moveStock),
            (.reverseMovement, reverse), (.listMovements, listMovements), (.showMovement, showMovement),
        ]
    }

    private func listStock(_ call: PanelCall) async throws -> HTTPResponse {
        var filter = ProductFilter()
        filter.isLow = call.flag("low")
        filter.isOut = call.flag("out")
        filter.isBelowZero = call.flag("below-zero")
        filter.notCountedSinceMicroseconds = Self.daysAgo(call.integer("uncounted"))
        filter.place = call.text("location")
        filter.text = call.text("text")
        filter.matching = try call.filter()
        let request = try PageRequest(call)
        let page = request.page(try await shop.products(filter), id: \.id) { product in
            switch request.field {
            case "name": SortKey(product.name)
            case "level": .number(product.level)
            default: SortKey(product.sku)
            }
        }
        let place = filter.place ?? ""
        let items = page.items
        return .json(
            page.json(try await node.read { snapshot in items.map { Self.level($0, at: place, in: snapshot) } }))
    }

    private static func level(_ product: ProductView, at place: String, in snapshot: Snapshot) -> JSON {
        let document = snapshot.document(product.reference)
        let scan = { (place: String) in JSON(document?.scan(place.isEmpty ? "stock" : "stock/\(place)").token) }
        return
            [
                "id": .string(product.id), "sku": .string(product.sku), "name": .string(product.name),
                "level": .integer(product.level), "threshold": JSON(product.threshold), "target": JSON(product.target),
                "state": .string(product.status.rawValue),
                "countedAt": moment(product.countedAtMicroseconds),
                "places": .array(
                    product.places.map {
                        ["location": .string($0.name), "level": .integer($0.level), "scan": scan($0.name)]
                    }),
                "scan": scan(place), "reach": JSON(snapshot.reach(product.reference)),
            ]
    }

    // MARK: Moving

    private func receive(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let (sku, quantity, place) = (call.path("sku"), body.integer("quantity") ?? 0, body.text("location"))
        let note = body.text("note")
        return try await changed(call) { shop, user, operation in
            try await shop.receive(sku, quantity, place: place, note: note, as: user, operation: operation)
        }
    }

    private func adjust(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let (sku, quantity, place) = (call.path("sku"), body.integer("quantity") ?? 0, body.text("location"))
        let note = body.text("note")
        let reason = body.text("reason").flatMap(StockReason.init) ?? .correction
        return try await changed(call) { shop, user, operation in
            try await shop.adjust(sku, quantity, reason, place: place, note: note, as: user, operation: operation)
        }
    }

    private func moveStock(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let (sku, quantity, note) = (call.path("sku"), body.integer("quantity") ?? 0, body.text("note"))
        let (source, target) = (body.text("location"), body.text("to"))
        return try await changed(call) { shop, user, operation in
            try await shop.move(sku, quantity, from: source, to: target, note: note, as: user, operation: operation)
        }
    }

    private func count(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        var input = CountInput(
            product: call.path("sku"), counted: body.integer("counted") ?? 0, place: body.text("location"),
            note: body.text("note"))
        if let token = body.text("scan") {
            guard let scan = CounterSnapshot(token: token) else {
                throw HTTPFailure(
                    .unprocessable, code: "count.scan", "The scan is not one that the list of stock gave.", exit: 2,
                    hint: "Send the `scan` of GET /api/stock, or leave it out.", field: "scan")
            }
            input.scan = scan
        }
        let item = input
        let written = try await write(call) { try await $0.count([item], as: $1, operation: $2) }
        guard let result = written.value.first else { throw HTTPFailure(ShopError.trade(.scan)) }
        return try await answer(written, Self.json(result), result.product.reference)
    }

    private func changed(
        _ call: PanelCall, _ act: @Sendable (ShopNode, String, OperationKey?) async throws -> Receipt<StockResult>
    ) async throws -> HTTPResponse {
        let written = try await write(call, act)
        return try await answer(written, Self.json(written.value), written.value.product.reference)
    }

    private func reverse(_ call: PanelCall) async throws -> HTTPResponse {
        let id = call.path("id")
        return try await changed(call) { shop, user, operation in
            try await shop.reverse(movement: id, as: user, operation: operation)
        }
    }

    static func json(_ result: StockResult) -> JSON {
        [
            "id": .string(result.product.id), "sku": .string(result.product.sku), "before": .integer(result.before),
            "after": .integer(result.after), "state": .string(result.product.status.rawValue),
            "alerts": .array(result.alerts.map { .string($0.rawValue) }),
            "records": .array(result.records.map { .string($0) }),
        ]
    }
}
