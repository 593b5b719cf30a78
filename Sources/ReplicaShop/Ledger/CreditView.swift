public import Replica

/// A credit on a bill: it asks for less than before.
public struct CreditView: Hashable, Sendable, Codable {
    /// The document's id.
    public let id: String
    /// The bill's id.
    public let bill: String
    /// Above zero.
    public let amount: Money
    /// Why.
    public let reason: String
    /// The day of the credit.
    public let day: Day?
    /// Which lines' goods came back, and how many.
    public let restocked: [String: Int64]
    /// Who made it.
    public let by: String?
    /// When, microseconds since 1970 by the author's clock.
    public let madeAtMicroseconds: UInt64

    /// Reads a document; nil if it is no whole credit.
    public init?(_ document: DocumentView) {
        guard let bill = document["bill"]?.text, let credit = document["credit"], let amount = Money(credit["amount"]),
            amount.minor > 0, let reason = credit["reason"]?.text
        else { return nil }
        id = document.id
        self.bill = bill
        self.amount = amount
        self.reason = reason
        day = Day(credit["day"])
        var restocked: [String: Int64] = [:]
        if case .map(let lines)? = credit["restocked"] {
            for line in lines { restocked[line.key] = line.value.integer }
        }
        self.restocked = restocked
        by = credit["by"]?.text
        madeAtMicroseconds = document.changedAtMicroseconds
    }
}
