import Replica
import ReplicaShop

/// The stock-take of this node.
extension PanelService {
    var stockTakeHandlers: [Binding] {
        [
            (.showStockTake, { call in .json(try await json(try await stockTake.current(), call.flag("review"))) }),
            (.beginStockTake, beginStockTake),
            (.endStockTake, { _ in try await taking { try await $0.end() } }),
            (.scanForStockTake, scanForStockTake), (.countInStockTake, countInStockTake),
            (.leaveOutOfStockTake, { call in try await taking { try await $0.remove(call.path("product")) } }),
            (.applyFromStockTake, applyFromStockTake),
        ]
    }

    private func beginStockTake(_ call: PanelCall) async throws -> HTTPResponse {
        let place = try await clean(place: BodyReader(call.body).text("location"))
        do {
            let take = try await stockTake.begin(place: place, at: TimeText.nowMicroseconds)
            return .json(try await json(take, false), status: .created)
        } catch let obstacle as StockTakeDesk.Obstacle { throw Self.failure(obstacle) }
    }

    /// A place's name as the counters have it: one that can't name a place is refused.
    private func clean(place: String?) async throws -> String {
        guard let place, let some = try await shop.products().first else { return "" }
        return try await shop.scan(some.id, place: place).place
    }

    private func scanForStockTake(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let (code, isAnew) = (body.text("code") ?? "", body.flag("anew") ?? false)
        do {
            return try await answer(
                try await stockTake.scan(code, anew: isAnew, at: TimeText.nowMicroseconds))
        } catch let obstacle as StockTakeDesk.Obstacle { throw Self.failure(obstacle) }
    }

    private func countInStockTake(_ call: PanelCall) async throws -> HTTPResponse {
        let (body, product) = (BodyReader(call.body), call.path("product"))
        do {
            if let counted = body.integer("counted") {
                return try await answer(try await stockTake.set(product, counted: counted))
            }
            guard let quantity = body.integer("add"), let step = body.text("step") else {
                throw HTTPFailure(
                    .unprocessable, code: "bad-body", "Either counted, or add with step, must be given.", exit: 2,
                    field: "counted")
            }
            return try await answer(try await stockTake.add(product, quantity, step: step))
        } catch let obstacle as StockTakeDesk.Obstacle { throw Self.failure(obstacle) }
    }

    private func applyFromStockTake(_ call: PanelCall) async throws -> HTTPResponse {
        do {
            let item = try await stockTake.item(call.path("product"))
            guard let counted = item.counted else { throw StockTakeDesk.Obstacle.notScanned }
            let place = try await stockTake.current()?.place ?? ""
            let input = CountInput(
                product: item.product, counted: counted, place: place.isEmpty ? nil : place,
                scan: CounterSnapshot(token: item.scan), note: BodyReader(call.body).text("note"))
            let receipt = try await shop.count(
                [input], as: call.text("user") ?? "", operation: OperationKey(item.operation))
            guard let result = receipt.value.first else { throw HTTPFailure(ShopError.trade(.scan)) }
            try await stockTake.remove(item.product)
            let written = Written(receipt: receipt, isDryRun: false, asked: nil, reached: nil)
            return try await self.answer(written, Self.json(result), result.product.reference)
        } catch let obstacle as StockTakeDesk.Obstacle { throw Self.failure(obstacle) }
    }

    private func taking(_ act: (StockTakeDesk) async throws -> Void) async throws -> HTTPResponse {
        do {
            try await act(stockTake)
            return .json(["accepted": true])
        } catch let obstacle as StockTakeDesk.Obstacle { throw Self.failure(obstacle) }
    }

    private static func failure(_ obstacle: StockTakeDesk.Obstacle) -> HTTPFailure {
        switch obstacle {
        case .open:
            HTTPFailure(
                .conflict, code: "stocktake.open", "A stock-take is under way on this computer.",
                hint: "Go on with it, or end it first.")
        case .closed:
            HTTPFailure(
                .conflict, code: "stocktake.closed", "No stock-take is under way on this computer.",
                hint: "Begin one.")
        case .notScanned:
            HTTPFailure(
                .notFound, code: "stocktake.item", "Nothing was counted of this product in the stock-take.",
                hint: "Scan and count it first.")
        case .full:
            HTTPFailure(
                .conflict, code: "stocktake.full",
                "A stock-take holds at most \(StockTakeDesk.capacity) products.",
                hint: "Apply what was counted, and go on.")
        }
    }

    // MARK: Showing

    private func answer(_ item: StockTakeItem) async throws -> HTTPResponse {
        let place = try await stockTake.current()?.place ?? ""
        let product = try await shop.product(item.product)
        return .json(Self.json(item, product, at: place, isReview: false))
    }

    private func json(_ take: StockTake?, _ isReview: Bool) async throws -> JSON {
        let all = try await shop.products()
        guard let take else {
            return [
                "open": false, "location": "", "startedAt": .null, "products": JSON(all.count), "counted": 0,
                "items": [],
            ]
        }
        let known = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
        let items = take.items.values.sorted {
            ($1.scannedAtMicroseconds, $0.product) < ($0.scannedAtMicroseconds, $1.product)
        }
        let there = all.filter { take.place.isEmpty || $0.level(at: take.place) != 0 || take.items[$0.id] != nil }
        return [
            "open": true, "location": .string(take.place), "startedAt": JSON(microseconds: take.startedAtMicroseconds),
            "products": JSON(there.count), "counted": JSON(items.count { $0.counted != nil }),
            "items": .array(
                items.compactMap { item in
                    known[item.product].map { Self.json(item, $0, at: take.place, isReview: isReview) }
                }),
        ]
    }

    private static func json(
        _ item: StockTakeItem, _ product: ProductView, at place: String, isReview: Bool
    ) -> JSON {
        let changed = product.level(at: place).subtractingReportingOverflow(item.level).partialValue
        var json: JSON = [
            "product": .string(item.product), "sku": .string(product.sku), "name": .string(product.name),
            "counted": JSON(item.counted), "scannedAt": JSON(microseconds: item.scannedAtMicroseconds),
            "changed": .integer(changed),
        ]
        if isReview {
            json["expected"] = .integer(item.level)
            json["difference"] = JSON(item.counted.map { $0.subtractingReportingOverflow(item.level).partialValue })
        }
        return json
    }
}
