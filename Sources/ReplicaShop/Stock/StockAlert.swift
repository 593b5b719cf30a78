/// What a change of a level, or of its threshold, tells people: once per crossing, not once per sale.
public enum StockAlert: String, Hashable, Sendable, CaseIterable, Codable {
    /// The level fell to the threshold or under it.
    case low
    /// The level fell below zero.
    case belowZero = "below-zero"
    /// The level is above the threshold again.
    case recovered

    /// A level and its threshold at one moment.
    public struct Situation: Hashable, Sendable {
        /// In pieces.
        public let level: Int128
        /// nil: no alert at low stock.
        public let threshold: Int64?

        /// A level against its threshold.
        public init(level: Int128, threshold: Int64?) {
            self.level = level
            self.threshold = threshold
        }

        /// Level at or under the threshold.
        public var isLow: Bool { threshold.map { level <= Int128($0) } == true }
    }

    /// The alerts between two situations, the weaker first; most changes have none.
    ///
    /// The result depends on the two situations alone, so several changes at once (a catch-up) give one alert, and
    /// alternating `low` and `recovered` is all that a product can ever send, however its level moves.
    public static func between(_ before: Situation, _ after: Situation) -> [StockAlert] {
        var alerts: [StockAlert] = []
        if after.isLow, !before.isLow { alerts.append(.low) }
        if after.level < 0, before.level >= 0 { alerts.append(.belowZero) }
        if before.isLow, !after.isLow { alerts.append(.recovered) }
        return alerts
    }
}
