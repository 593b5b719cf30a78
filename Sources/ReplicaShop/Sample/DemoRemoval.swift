/// What became of a demonstration's records when they were removed.
public struct DemoRemoval: Hashable, Sendable {
    /// Something that stays.
    public struct Kept: Hashable, Sendable {
        /// The bill's number or the product's SKU.
        public let name: String
        /// Why.
        public let reason: String
    }

    /// Drafts that were deleted.
    public internal(set) var drafts = 0
    /// Bills that were voided.
    public internal(set) var voided = 0
    /// Bills that were void before.
    public internal(set) var alreadyVoid = 0
    /// Entries of ledgers that were taken back so that a bill could be voided.
    public internal(set) var reversed = 0
    /// Products that were deleted.
    public internal(set) var products = 0
    /// Movements of those products, which stay in the ledger.
    public internal(set) var movements = 0
    /// What stays though it might have gone.
    public internal(set) var kept: [Kept] = []

    /// The whole in a sentence or two.
    public var sentence: String {
        var parts = [
            Self.phrase(drafts, "draft", "deleted"), Self.phrase(voided, "bill", "voided"),
            Self.phrase(products, "product", "deleted"),
        ].compactMap(\.self)
        if parts.isEmpty { parts = ["Nothing was left to remove"] }
        var text = parts.joined(separator: ", ") + "."
        if reversed > 0 { text += " \(reversed) payments and refunds were taken back first." }
        if voided + alreadyVoid > 0 {
            text += " Issued bills are never deleted: \(voided + alreadyVoid) void numbers stay in the books."
        }
        if movements > 0 { text += " \(movements) movements stay in the stock's ledger; they come to nothing." }
        if !kept.isEmpty { text += " \(kept.count) could not go." }
        return text
    }

    private static func phrase(_ count: Int, _ noun: String, _ verb: String) -> String? {
        count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s") \(verb)"
    }
}
