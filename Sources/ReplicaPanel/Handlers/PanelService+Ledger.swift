import Replica
import ReplicaShop

/// The ledger of stock.
extension PanelService {
    func listMovements(_ call: PanelCall) async throws -> HTTPResponse {
        var filter = MovementFilter()
        filter.product = call.text("sku")
        filter.bill = call.text("bill")
        filter.reasons = Set(call.texts("reason").compactMap(StockReason.init))
        filter.sinceMicroseconds = try start(call)?.microseconds
        filter.untilMicroseconds = try end(call)
        filter.place = call.text("location")
        filter.text = call.text("text")
        filter.matching = try call.filter()
        let request = try PageRequest(call)
        let rows = try await shop.movements(filter)
        let page = request.page(rows, id: \.id) { row in
            request.field == "quantity" ? .number(row.quantity) : .number(-Int64(clamping: row.atMicroseconds))
        }
        var json = page.json(try await self.json(page.items))
        if call.flag("summary") {
            json["sums"] = .array(
                try await shop.movementSummary(filter).map { sum in
                    [
                        "sku": .string(sum.sku), "name": .string(sum.name), "reason": .string(sum.reason.rawValue),
                        "rows": JSON(sum.rows), "quantity": .integer(sum.quantity), "in": .integer(sum.incoming),
                        "out": .integer(sum.outgoing),
                    ]
                })
        }
        return .json(json)
    }

    func showMovement(_ call: PanelCall) async throws -> HTTPResponse {
        let text = call.path("id")
        let (reference, product) = try await node.read { snapshot in
            let reference = try Self.ledgerReference(text, in: snapshot)
            return (reference, snapshot.document(reference)?["product"]?.text)
        }
        var filter = MovementFilter()
        filter.product = product
        guard let row = try await shop.movements(filter).first(where: { $0.id == reference.id }) else {
            throw HTTPFailure(.notFound, code: "document.missing", "There is no such movement here.")
        }
        return .json(try await shown(call, try await json([row])[0], reference))
    }

    /// A movement or a count.
    private static func ledgerReference(_ text: String, in snapshot: Snapshot) throws(HTTPFailure) -> DocumentReference
    {
        do {
            return try DocumentLookup.reference(ShopCollection.movement, text, in: snapshot)
        } catch {
            guard let count = try? DocumentLookup.reference(ShopCollection.count, text, in: snapshot) else {
                throw error
            }
            return count
        }
    }

    private func end(_ call: PanelCall) throws(HTTPFailure) -> UInt64? {
        guard let text = call.text("until") else { return nil }
        guard let end = TimeText.start(text, in: shop.timeZone) else {
            throw HTTPFailure(
                .badRequest, code: "bad-parameter", "until is neither a day nor a moment.",
                hint: "Write it like 2026-05-03 or 2026-05-03T14:02:00+02:00.", field: "until")
        }
        return end.microseconds
    }

    private func json(_ rows: [MovementView]) async throws -> [JSON] {
        let found = try await arrivals.arrivals(of: rows)
        let names = try await names(of: Set(found.values.map(\.node)))
        return try await node.read { snapshot in
            rows.map { row in
                let number = row.bill.flatMap { bill in
                    snapshot.spaces.lazy.compactMap { space in
                        snapshot.document(DocumentReference(space, ShopCollection.bill, bill))?["number"]?.text
                    }.first
                }
                var json = Self.json(row, number, snapshot.reach(row.reference))
                if let arrival = found[row.id] { Self.add(arrival, names, to: &json) }
                return json
            }
        }
    }

    private static func add(_ arrival: MovementArrivals.Arrival, _ names: [String: String], to json: inout JSON) {
        json["node"] = .string(arrival.node)
        json["nodeName"] = .string(names[arrival.node] ?? arrival.node)
        json["receivedAt"] = JSON(milliseconds: arrival.receivedAtMilliseconds)
        if json["by"] == nil, !arrival.user.isEmpty { json["by"] = .string(arrival.user) }
    }

    private static func json(_ row: MovementView, _ number: String?, _ reach: Reach) -> JSON {
        var json = json(row)
        json["level"] = .integer(row.level)
        json["reversible"] = .bool(row.isReversible)
        json["reach"] = JSON(reach)
        if let number { json["number"] = .string(number) }
        if let reversal = row.reversedBy { json["reversedBy"] = .string(reversal) }
        return json
    }

    /// A movement or a count by itself: without what the rest of the ledger tells of it, and without its reach.
    static func json(_ row: MovementView) -> JSON {
        var json: JSON = [
            "id": .string(row.id), "sku": .string(row.sku), "name": .string(row.name), "product": .string(row.product),
            "quantity": .integer(row.quantity), "reason": .string(row.reason.rawValue),
            "at": JSON(microseconds: row.atMicroseconds), "madeAt": JSON(microseconds: row.madeAtMicroseconds),
            "location": .string(row.place),
        ]
        if let counted = row.counted { json["counted"] = .integer(counted) }
        if let bill = row.bill { json["bill"] = .string(bill) }
        if let note = row.note { json["note"] = .string(note) }
        if let by = row.by { json["by"] = .string(by) }
        if let reverses = row.reverses { json["reverses"] = .string(reverses) }
        return json
    }
}

extension MovementView {
    /// The document.
    var reference: DocumentReference {
        DocumentReference(.shop, counted == nil ? ShopCollection.movement : ShopCollection.count, id)
    }
}
