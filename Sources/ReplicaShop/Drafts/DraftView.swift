import Replica

/// A bill in the making.
public struct DraftView: Hashable, Sendable, Codable {
    /// A line.
    public struct Line: Hashable, Sendable, Codable {
        /// Names it within the draft.
        public let key: String
        /// The product's id.
        public let product: String
        /// The product's SKU now.
        public let sku: String
        /// The product's name now.
        public let name: String
        /// How many.
        public let quantity: Int64
        /// The price given; nil: the product's.
        public let unitPrice: Money?
        /// What is taken off the line.
        public let discount: Discount?
    }

    /// The document's id.
    public let id: String
    /// The customer's id; nil while nobody said it.
    public let customer: String?
    /// In the order of their keys.
    public let lines: [Line]
    /// The last day on which the bill can be paid in time.
    public let due: Day?
    /// For the customer.
    public let note: String?
    /// What is taken off the whole bill.
    public let discount: Discount?
    /// What it would come to now; nil if it can't be computed.
    public let total: Money?
    /// The ids of the bills it was issued as; two of them are a conflict.
    public let issuedAs: [String]
    /// What a form that shows a path now has seen of it: to be given back with an edit.
    public let seen: [String: String]
    /// When it changed last, microseconds since 1970 by the author's clock.
    public let changedAtMicroseconds: UInt64
    /// The paths on which concurrent writes contradict each other.
    public let conflicts: [String]

    /// Reads a draft and looks its products up.
    init(_ document: DocumentView, in source: some DocumentReading) {
        id = document.id
        customer = document["customer"]?.text
        lines = document.draftLines.map { key, value in
            let product = source.document(
                DocumentReference(.shop, ShopCollection.product, value["product"]?.text ?? ""))
            return Line(
                key: key, product: value["product"]?.text ?? "", sku: product?["sku"]?.text ?? "",
                name: product?["name"]?.text ?? "", quantity: value["quantity"]?.integer ?? 0,
                unitPrice: Money(value["price"]), discount: Discount(value["discount"]))
        }
        due = Day(document["due"])
        note = document["note"]?.text
        let discount = Discount(document["discount"])
        self.discount = discount
        let inputs = document.draftInputs
        total = (try? source.settings()).flatMap { settings in
            guard let priced = try? source.priced(inputs, settings) else { return nil }
            return try? BillTotals.compute(
                lines: priced.map(\.line), rule: settings.taxRule, currency: settings.currency, discount: discount
            ).total
        }
        issuedAs = document.values("issued").compactMap { $0["bill"]?.text }
        seen = Dictionary(uniqueKeysWithValues: document.paths.map { ($0, document.seen($0).token) })
        changedAtMicroseconds = document.changedAtMicroseconds
        conflicts = document.conflicts
    }
}

extension DocumentView {
    /// A draft's lines that were not taken away.
    var draftLines: [(key: String, value: Value)] {
        keys(under: DraftPath.lines).compactMap { key in
            guard let value = self[DraftPath.line(key)], value != .null else { return nil }
            return (key, value)
        }
    }

    /// A draft's lines as they would be issued.
    var draftInputs: [LineInput] {
        draftLines.map { key, value in
            LineInput(
                product: value["product"]?.text ?? "", quantity: value["quantity"]?.integer ?? 0,
                unitPrice: Money(value["price"]), discount: Discount(value["discount"]), key: key)
        }
    }
}
