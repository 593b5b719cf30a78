import ReplicaShop

/// The shop at a glance.
extension PanelService {
    var statisticsHandlers: [Binding] { [(.showStatistics, showStatistics)] }

    private static let usualDays: Int64 = 30

    private func showStatistics(_ call: PanelCall) async throws -> HTTPResponse {
        let days = Int(call.integer("days") ?? Self.usualDays)
        let overview = try await shop.overview(days: days)
        var json: JSON = [
            "currency": .string(overview.currency),
            "days": .array(
                overview.days.map {
                    [
                        "date": JSON($0.day), "billed": .integer($0.billed), "received": .integer($0.received),
                        "bills": JSON($0.bills),
                    ]
                }),
            "bills": Self.json(overview.bills), "stock": overview.stock.map(Self.json) ?? .null,
            "drafts": overview.drafts.map { JSON($0) } ?? .null,
        ]
        if let limit = call.integer("best") {
            json["best"] = .array(
                try await shop.bestSellers(days: days, limit: Int(limit)).map {
                    ["sku": .string($0.sku), "name": .string($0.name), "quantity": .integer($0.quantity)]
                })
        }
        return .json(json)
    }

    private static func json(_ bills: BillStatistics) -> JSON {
        [
            "count": JSON(bills.count), "byState": counts(bills.byState),
            "unpaid": JSON(bills.unpaid), "overdue": JSON(bills.overdue),
            "overpaid": JSON(bills.overpaid), "unansweredQuestions": JSON(bills.unansweredQuestions),
            "sums": .array(
                bills.sums.sorted { $0.key < $1.key }.map { currency, sums in
                    let money = { (minor: Int64) -> JSON in ["minor": .integer(minor), "currency": .string(currency)] }
                    return [
                        "total": money(sums.total), "open": money(sums.open), "overdue": money(sums.overdue),
                        "received": money(sums.received), "toGiveBack": money(sums.toGiveBack),
                        "credited": money(sums.credited),
                    ]
                }),
        ]
    }

    private static func json(_ stock: StockStatistics) -> JSON {
        [
            "products": JSON(stock.products), "pieces": .integer(stock.pieces), "low": JSON(stock.low),
            "byStatus": counts(stock.byStatus),
            "value": .array(
                stock.value.sorted { $0.key < $1.key }.map {
                    ["minor": .integer($0.value), "currency": .string($0.key)]
                }),
        ]
    }

    private static func counts(_ words: [String: Int]) -> JSON {
        .object(JSONObject(words.sorted { $0.key < $1.key }.map { ($0.key, JSON($0.value)) }))
    }
}
