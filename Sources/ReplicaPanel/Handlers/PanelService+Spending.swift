import ReplicaShop

/// What customers have spent.
extension PanelService {
    func spending(_ call: PanelCall) async throws -> HTTPResponse {
        .json(Self.json(try await shop.spending(customer: call.text("customer"))))
    }

    /// The most products that an answer names.
    private static let namedProducts = 50

    private static func json(_ spending: Spending) -> JSON {
        let statistics = spending.statistics
        return [
            "bills": JSON(statistics.count),
            "sums": .array(
                statistics.sums.sorted { $0.key < $1.key }.map { code, sums in
                    let amount = { (minor: Int64) -> JSON in ["minor": .integer(minor), "currency": .string(code)] }
                    return [
                        "total": amount(sums.total), "received": amount(sums.received), "open": amount(sums.open),
                        "average": amount(sums.total / max(1, count(spending, in: code))),
                    ]
                }),
            "months": .array(
                spending.months.map {
                    ["month": .string($0.name), "total": JSON($0.total), "bills": JSON($0.bills)]
                }),
            "products": .array(
                spending.products.prefix(namedProducts).map { share in
                    var json = json(share)
                    json["sku"] = .string(share.sku)
                    return json
                }),
            "groups": .array(spending.groups.prefix(namedProducts).map(json)),
            "dueDecided": JSON(spending.dueDecided), "onTime": JSON(spending.onTime),
        ]
    }

    /// How many bills are in a currency.
    private static func count(_ spending: Spending, in code: String) -> Int64 {
        Int64(spending.months.filter { $0.total.currency.code == code }.reduce(0) { $0 + $1.bills })
    }

    private static func json(_ share: Spending.Share) -> JSON {
        ["name": .string(share.name), "quantity": .integer(share.quantity), "total": JSON(share.total)]
    }
}
