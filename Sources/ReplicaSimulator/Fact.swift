import ReplicaCRDT

/// What a commit does in the trade, stated once beside the documents: the checker computes from facts what nodes must show.
enum Fact: Hashable {
    /// A change of a level; the name is its movement's id. A void's is named by the void, so that two who void while apart
    /// state one fact.
    case stock(name: String, product: String, quantity: Int64)
    /// A bill made from a draft.
    case issue(draft: String, bill: String)
    /// Money for a bill; the name is the payment's id.
    case money(name: String, bill: String, amount: Int64)
    /// A count, and which movements and counts its author had seen at the scan.
    case count(name: String, product: String, counted: Int64, seen: Set<String>, seenCounts: Set<String>)

    /// Whether the part in `shop` carries it; else the part in the customer's space.
    var isInShop: Bool {
        switch self {
        case .stock, .issue, .count: true
        case .money: false
        }
    }
}
