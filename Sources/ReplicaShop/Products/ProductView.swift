public import Replica

/// A product as it stands.
public struct ProductView: Hashable, Sendable, Codable {
    /// The pieces at one place of the shop.
    public struct Place: Hashable, Sendable, Codable {
        /// The place; empty for the shop itself.
        public let name: String
        /// In pieces.
        public let level: Int64
        /// When it was last counted there, microseconds since 1970 by the counter's clock; nil if never.
        public let countedAtMicroseconds: UInt64?
    }

    /// The document's id.
    public let id: String
    /// The shop's own key for it.
    public let sku: String
    /// What it is called.
    public let name: String
    /// For one.
    public let price: Money
    /// Nil: the shop's usual rate.
    public let taxRate: TaxRate?
    /// The level at which it counts as low.
    public let threshold: Int64?
    /// The level to fill up to.
    public let target: Int64?
    /// What a scanner reads.
    public let barcode: String?
    /// For grouping.
    public let category: String?
    /// Who delivers it.
    public let supplier: String?
    /// Whether it must not be sold below zero.
    public let isStrict: Bool
    /// In pieces, over all places.
    public let level: Int64
    /// The places that ever had any, the shop itself first.
    public let places: [Place]
    /// When it was last counted, microseconds since 1970 by the counter's clock; with several places, at the one that was counted
    /// longest ago. Nil while a place was never counted.
    public let countedAtMicroseconds: UInt64?
    /// When it changed last, microseconds since 1970 by its author's clock.
    public let changedAtMicroseconds: UInt64
    /// The paths on which concurrent writes contradict each other.
    public let conflicts: [String]

    /// How its level stands against its threshold.
    public var status: StockStatus { StockStatus(level: Int128(level), threshold: threshold) }

    /// The level at a place, which is empty for the shop itself; nothing lies where nothing ever lay.
    public func level(at place: String) -> Int64 {
        places.first { $0.name.utf8.elementsEqual(place.utf8) }?.level ?? 0
    }

    /// Reads a document; nil if it is no whole product (a part of it is not here yet, or a newer program wrote it).
    public init?(_ document: DocumentView) {
        guard let sku = document["sku"]?.text, let name = document["name"]?.text, let price = Money(document["price"])
        else { return nil }
        id = document.id
        self.sku = sku
        self.name = name
        self.price = price
        taxRate = TaxRate(document["taxRate"])
        threshold = document["threshold"]?.integer
        target = document["target"]?.integer
        barcode = document["barcode"]?.text
        category = document["category"]?.text
        supplier = document["supplier"]?.text
        isStrict = document["strict"]?.truth ?? false
        places = document.stockPaths.map {
            Place(
                name: StockPlace.name(of: $0), level: Int64(clamping: document.level($0)),
                countedAtMicroseconds: document.countedAtMicroseconds($0))
        }
        level = Int64(clamping: document.stockLevel)
        let counted = places.map { $0.countedAtMicroseconds ?? 0 }.min() ?? 0
        countedAtMicroseconds = counted > 0 ? counted : nil
        changedAtMicroseconds = document.changedAtMicroseconds
        conflicts = document.conflicts
    }
}

extension DocumentView {
    /// The paths of a product's counters, the shop itself first.
    var stockPaths: [String] { paths.filter { $0 == StockPlace.field || $0.hasPrefix(StockPlace.prefix) } }

    /// A product's level over all places.
    var stockLevel: Int128 { stockPaths.reduce(0) { $0 + level($1) } }
}
