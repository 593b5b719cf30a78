import Replica

/// A row of the ledger of stock: a movement, or a count.
public struct MovementView: Hashable, Sendable, Codable {
    /// The document's id.
    public let id: String
    /// The product's id.
    public let product: String
    /// The product's SKU now.
    public let sku: String
    /// The product's name now.
    public let name: String
    /// Signed. Of a count, by how much it changed the level when it was recorded.
    public let quantity: Int64
    /// Why.
    public let reason: StockReason
    /// What was counted; nil for a movement.
    public let counted: Int64?
    /// Where; empty for the shop itself.
    public let place: String
    /// In words.
    public let note: String?
    /// The bill's id, for what was sold or came back.
    public let bill: String?
    /// The line of the bill.
    public let line: String?
    /// Who; nil for the return of a voided bill, which two may record at once.
    public let by: String?
    /// When it happened, microseconds since 1970.
    public let atMicroseconds: UInt64

    /// Reads a movement; nil if it is not whole.
    init?(movement document: DocumentView, product: DocumentView?) {
        guard let id = document["product"]?.text, let change = document["change"],
            let quantity = change["quantity"]?.integer,
            let reason = change["reason"]?.text.flatMap(StockReason.init(rawValue:))
        else { return nil }
        self.init(document, change, product, id, reason: reason, quantity: quantity, counted: nil)
    }

    /// Reads a count; nil if it is not whole.
    init?(count document: DocumentView, product: DocumentView?) {
        guard let id = document["product"]?.text, let count = document["count"],
            let counted = count["counted"]?.integer, let difference = count["difference"]?.integer
        else { return nil }
        self.init(document, count, product, id, reason: .counted, quantity: difference, counted: counted)
    }

    private init(
        _ document: DocumentView, _ record: Value, _ product: DocumentView?, _ productID: String, reason: StockReason,
        quantity: Int64, counted: Int64?
    ) {
        id = document.id
        self.product = productID
        sku = product?["sku"]?.text ?? ""
        name = product?["name"]?.text ?? ""
        self.quantity = quantity
        self.reason = reason
        self.counted = counted
        place = record["place"]?.text ?? ""
        note = record["note"]?.text
        bill = document["bill"]?.text
        line = record["line"]?.text
        by = record["by"]?.text
        atMicroseconds =
            record["at"]?.integer.map { UInt64(clamping: $0) } ?? document.changedAtMicroseconds
    }
}
