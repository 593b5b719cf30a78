/// Whether every level equals its ledger: the movements, each effect once, plus the count that holds.
public struct StockAudit: Hashable, Sendable, Codable {
    /// A level that is not what its ledger comes to.
    public struct Difference: Hashable, Sendable, Codable {
        /// The product's id.
        public let product: String
        /// Its SKU; empty if there is no such product.
        public let sku: String
        /// The place; empty for the shop itself.
        public let place: String
        /// What the counter says.
        public let level: Int64
        /// What the ledger comes to.
        public let ledger: Int64
    }

    /// How many products were audited.
    public var products = 0
    /// How many counters: places with a level.
    public var levels = 0
    /// How many movements were added up.
    public var movements = 0
    /// How many counts hold.
    public var counts = 0
    /// By SKU and place.
    public var differences: [Difference] = []
    /// The ids of counts that hold and whose documents say another adjustment, or are missing.
    public var badCounts: [String] = []

    /// Every level equals its ledger.
    public var isSound: Bool { differences.isEmpty && badCounts.isEmpty }

    /// One sentence for people.
    public var sentence: String {
        let ledger = "\(levels) levels of \(products) products, \(movements) movements, \(counts) counts"
        guard !isSound else { return "\(ledger): every level equals its ledger" }
        return
            "\(ledger): \(differences.count) levels differ from their ledger, \(badCounts.count) counts are not as written"
    }
}
