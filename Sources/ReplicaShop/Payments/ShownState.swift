/// The one word that stands beside a bill, in every list.
public enum ShownState: String, Hashable, Sendable, CaseIterable, Codable {
    case open
    case reported
    case disputed
    case partlyPaid = "partly-paid"
    case writtenOff = "written-off"
    case paid
    case refunded
    case void
    /// Void, and money is recorded that has to be given back.
    case voidToGiveBack = "void-to-give-back"
}
