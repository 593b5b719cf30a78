import ReplicaCRDT
import ReplicaDocuments

/// One action that a user may offer to a node.
enum Deed {
    case move(product: String, quantity: Int64)
    case draft(customer: Space, lines: [(product: String, quantity: Int64)])
    case edit(draft: String, product: String, quantity: Int64, seen: [Dot]?)
    case issue(draft: String)
    case void(bill: String, Space)
    case pay(bill: String, Space, amount: Int64)
    case reverse(payment: String, Space)
    case report(bill: String, Space, to: String)
    case note(bill: String, Space, text: String)
    case count(Scan)
    case rules(customersMay: Bool)
    case admit(MemberRecord, NodeID, name: String, Space)

    /// What a person saw of a product who will count it.
    struct Scan {
        let product: String
        let counted: Int64
        let counter: CounterScan
        let seen: Set<String>
        let seenCounts: Set<String>
    }
}
