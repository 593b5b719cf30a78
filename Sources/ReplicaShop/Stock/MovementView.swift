import Replica

/// A row of the ledger of stock: a movement, or a count.
public struct MovementView: Hashable, Sendable, Codable {
    /// The document's id.
    public let id: String
    /// The product's id.
    public let product: String
    /// The product's SKU now.
    public internal(set) var sku = ""
    /// The product's name now.
    public internal(set) var name = ""
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
    /// Who; nil for what two may record at once: the return of a voided bill, a reversal.
    public let by: String?
    /// The movement that this one takes back.
    public let reverses: String?
    /// The movement that takes this one back.
    public internal(set) var reversedBy: String?
    /// Whether ``ShopNode/reverse(movement:as:operation:)`` would take it back, as far as this node knows.
    public internal(set) var isReversible = false
    /// The product's level over all places after it, in the order of the ledger.
    public internal(set) var level: Int64 = 0
    /// When it happened, microseconds since 1970.
    public let atMicroseconds: UInt64
    /// When it was written, microseconds since 1970 by its author's clock: later than it happened for what a file brought in.
    public let madeAtMicroseconds: UInt64

    /// Reads a movement; nil if it is not whole.
    init?(movement document: DocumentView) {
        guard let id = document["product"]?.text, let change = document["change"],
            let quantity = change["quantity"]?.integer,
            let reason = change["reason"]?.text.flatMap(StockReason.init(rawValue:))
        else { return nil }
        self.init(document, change, id, reason: reason, quantity: quantity, counted: nil)
    }

    /// Reads a count; nil if it is not whole.
    init?(count document: DocumentView) {
        guard let id = document["product"]?.text, let count = document["count"],
            let counted = count["counted"]?.integer, let difference = count["difference"]?.integer
        else { return nil }
        self.init(document, count, id, reason: .counted, quantity: difference, counted: counted)
    }

    private init(
        _ document: DocumentView, _ record: Value, _ product: String, reason: StockReason, quantity: Int64,
        counted: Int64?
    ) {
        id = document.id
        self.product = product
        self.quantity = quantity
        self.reason = reason
        self.counted = counted
        place = record["place"]?.text ?? ""
        note = record["note"]?.text
        bill = document["bill"]?.text
        line = record["line"]?.text
        by = record["by"]?.text
        reverses = record["reverses"]?.text
        madeAtMicroseconds = document.changedAtMicroseconds
        atMicroseconds = record["at"]?.integer.map { UInt64(clamping: $0) } ?? madeAtMicroseconds
    }
}
