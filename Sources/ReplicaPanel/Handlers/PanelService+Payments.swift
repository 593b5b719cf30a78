import Replica
import ReplicaShop

/// The entries of the bills' ledgers, and a bill's history.
extension PanelService {
    private struct Entry: Sendable {
        let reference: DocumentReference
        let entry: LedgerEntry
        let number: String?
        let document: JSON

        init?(_ document: DocumentView, in snapshot: Snapshot) {
            guard let entry = LedgerEntry(document) else { return nil }
            self.entry = entry
            reference = document.reference
            let bill = DocumentReference(reference.space, ShopCollection.bill, entry.bill)
            number = snapshot.document(bill)?["number"]?.text
            var json = BillJSON.payment(entry, number: number)
            json["reach"] = JSON(snapshot.reach(reference))
            json["conflicts"] = .array(document.conflicts.map { .string($0) })
            json["changedAt"] = JSON(microseconds: document.changedAtMicroseconds)
            self.document = json
        }
    }

    func listPayments(_ call: PanelCall) async throws -> HTTPResponse {
        let request = try PageRequest(call)
        let start = try start(call)
        let bill: BillSummary? = if let text = call.text("bill") { try await shop.bill(text).summary } else { nil }
        let space: Space? =
            if let text = call.text("customer") { try await customerSpace(text) } else { bill?.document.space }
        let entries = try await node.read { snapshot in
            let documents =
                space.map { snapshot.documents(ShopCollection.payment, in: $0) }
                ?? snapshot.documents(ShopCollection.payment)
            return documents.compactMap { Entry($0, in: snapshot) }
        }
        let found = entries.filter { item in
            if let bill, item.entry.bill != bill.id { return false }
            guard let start else { return true }
            return item.entry.day.map { $0 >= start.day } ?? (item.entry.madeAtMicroseconds >= start.microseconds)
        }
        let page = request.page(found, id: \.entry.id) { item in
            request.field == "amount" ? .number(item.entry.amount.minor) : SortKey(item.entry.day?.description)
        }
        return .json(page.json(page.items.map(\.document)))
    }

    func showPayment(_ call: PanelCall) async throws -> HTTPResponse {
        let text = call.path("id")
        let found = try await node.read { snapshot -> Entry? in
            let reference = try DocumentLookup.reference(ShopCollection.payment, text, in: snapshot)
            return snapshot.document(reference).flatMap { Entry($0, in: snapshot) }
        }
        guard let found else { throw ShopError.trade(.notFound(.payment, text)) }
        return .json(try await shown(call, found.document, found.reference))
    }

    /// The space of a customer; on a customer's node its own id is enough.
    private func customerSpace(_ text: String) async throws -> Space? {
        if let own = node.customerSpace {
            guard own.description == "customer/\(text)" else { throw ShopError.trade(.notFound(.customer, text)) }
            return own
        }
        return try await shop.customer(text).space
    }

    func billHistory(_ call: PanelCall) async throws -> HTTPResponse {
        let bill = try await shop.bill(call.path("id"))
        let reference = bill.summary.document
        var references = [reference]
        references += bill.entries.map { DocumentReference(reference.space, ShopCollection.payment, $0.id) }
        references += bill.credits.map { DocumentReference(reference.space, ShopCollection.credit, $0.id) }
        references += bill.questions.map { DocumentReference(reference.space, ShopCollection.question, $0.id) }
        var writes: [(DocumentReference, String, Explanation.Write)] = []
        for reference in references {
            for field in try await node.history(reference) {
                writes += field.writes.map { (reference, field.path, $0) }
            }
        }
        let names = try await names(of: Set(writes.map(\.2.node)))
        let number = bill.summary.number.description
        let sorted = writes.enumerated().sorted {
            ($0.element.2.madeAtMicroseconds, $0.offset) < ($1.element.2.madeAtMicroseconds, $1.offset)
        }
        let items = sorted.map { _, item in
            var json: JSON = ["document": JSON(item.0, key: number), "path": .string(item.1)]
            for member in Self.json(item.2, names).objectValue ?? [:] { json[member.key] = member.value }
            return json
        }
        return .json(["bill": .string(reference.id), "number": .string(number), "items": .array(items)])
    }
}
