/// How the recorded money compares with what is owed.
public enum LedgerLevel: String, Hashable, Sendable, CaseIterable {
    /// Nothing is owed and nothing recorded.
    case settled
    /// Something is owed and nothing recorded.
    case none
    /// Less than what is owed, and more than nothing.
    case part
    /// Exactly what is owed.
    case full
    /// More than what is owed.
    case over
    /// More given back than was received, and less than what is owed.
    case below

    /// Compares the ledger's sum with what is owed: the total less credits, nothing for a void bill.
    public init(received: Int128, owed: Int128) {
        if received > owed {
            self = .over
        } else if received == owed {
            self = received == 0 ? .settled : .full
        } else if received > 0 {
            self = .part
        } else {
            self = received == 0 ? .none : .below
        }
    }
}
