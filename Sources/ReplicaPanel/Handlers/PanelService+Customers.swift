import Replica
import ReplicaShop

extension PanelService {
    var customerHandlers: [Binding] {
        [
            (.listCustomers, listCustomers), (.showCustomer, showCustomer), (.addCustomer, addCustomer),
            (.changeCustomer, changeCustomer),
        ]
    }

    /// The fields besides the name, in the order of the interface.
    private static let texts = [
        "ref", "company", "email", "phone", "address", "city", "postcode", "country", "note",
    ]

    private func listCustomers(_ call: PanelCall) async throws -> HTTPResponse {
        let request = try PageRequest(call)
        let statistics = try await statisticsByCustomer()
        let page = request.page(
            try await shop.customers(matching: call.text("text"), where: try call.filter()), id: \.id
        ) {
            Self.key($0, request.field, statistics[$0.id])
        }
        let reach = try await shop.reach(page.items.map(\.reference))
        return .json(
            page.json(
                zip(page.items, reach).map { customer, reach in
                    var json = Self.json(customer, reach)
                    Self.add(statistics[customer.id] ?? BillStatistics(), to: &json)
                    return json
                }))
    }

    /// The sums of all customers' bills in one pass.
    private func statisticsByCustomer() async throws -> [String: BillStatistics] {
        var filter = BillFilter()
        filter.order = .none
        return Dictionary(grouping: try await shop.bills(filter), by: \.customer).mapValues { BillStatistics($0) }
    }

    private static func add(_ statistics: BillStatistics, to json: inout JSON) {
        let sums = statistics.sums.sorted { $0.key < $1.key }
        json["bills"] = JSON(statistics.count)
        for (name, amount) in [("open", \BillStatistics.Sums.open), ("overdue", \BillStatistics.Sums.overdue)] {
            json[name] = .array(
                sums.filter { name == "open" || $0.value[keyPath: amount] > 0 }.map {
                    ["minor": .integer($0.value[keyPath: amount]), "currency": .string($0.key)]
                })
        }
    }

    private func showCustomer(_ call: PanelCall) async throws -> HTTPResponse {
        let customer = try await shop.customer(call.path("id"))
        let statistics = try await shop.billStatistics(customer: customer.id)
        var json = Self.json(customer)
        Self.add(statistics, to: &json)
        return .json(try await shown(call, json, customer.reference))
    }

    private func addCustomer(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let input = CustomerInput(
            name: body.text("name") ?? "", ref: body.text("ref"), company: body.text("company"),
            email: body.text("email"), phone: body.text("phone"), address: body.text("address"),
            city: body.text("city"), postcode: body.text("postcode"), country: body.text("country"),
            note: body.text("note"))
        let written = try await write(call) { try await $0.addCustomer(input, as: $1, operation: $2) }
        return try await answer(written, Self.json(written.value), written.value.reference, status: written.status)
    }

    private func changeCustomer(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        var edit = CustomerEdit()
        edit.name = body.change(required: "name", body.text("name"))
        for name in Self.texts where call.body[name] != nil { edit.texts[name] = .some(body.text(name)) }
        let (id, wanted, seen) = (call.path("id"), edit, try body.seen())
        let written = try await write(call) { try await $0.editCustomer(id, wanted, seen: seen, as: $1, operation: $2) }
        return try await answer(written, Self.json(written.value), written.value.reference)
    }

    private static func key(_ customer: CustomerView, _ field: String, _ statistics: BillStatistics?) -> SortKey {
        switch field {
        case "bills": .number(Int64(statistics?.count ?? 0))
        case "open": .number(statistics?.sums.values.map(\.open).max() ?? 0)
        case "ref": SortKey(customer.ref)
        case "company": SortKey(customer.company)
        case "city": SortKey(customer.city)
        default: SortKey(customer.name)
        }
    }

    private static func json(_ customer: CustomerView, _ reach: Reach) -> JSON {
        var json = json(customer)
        json["reach"] = JSON(reach)
        return json
    }

    /// A customer without its reach.
    static func json(_ customer: CustomerView) -> JSON {
        [
            "id": .string(customer.id), "name": .string(customer.name), "ref": JSON(customer.ref),
            "company": JSON(customer.company), "email": JSON(customer.email), "phone": JSON(customer.phone),
            "address": JSON(customer.address), "city": JSON(customer.city), "postcode": JSON(customer.postcode),
            "country": JSON(customer.country), "note": JSON(customer.note), "walkIn": .bool(customer.isWalkIn),
            "conflicts": .array(customer.conflicts.map { .string($0) }),
            "changedAt": JSON(microseconds: customer.changedAtMicroseconds),
        ]
    }
}

extension CustomerView {
    /// The document.
    var reference: DocumentReference { DocumentReference(.shop, ShopCollection.customer, id) }
}
