/// How far the payment of a bill has got, as people declare it step by step.
///
/// What is shown is computed from this and the recorded money: see ``PaymentView``.
public enum PaymentState: String, Hashable, Sendable, CaseIterable, Codable {
    /// Nothing has happened.
    case open
    /// The customer says it was paid; no money is recorded.
    case reported
    /// The shop says the reported payment has not arrived.
    case disputed
    /// A part is recorded.
    case partlyPaid = "partly-paid"
    /// The shop expects nothing more.
    case writtenOff = "written-off"
    /// All of it is recorded.
    case paid
    /// It was recorded and given back.
    case refunded
}
