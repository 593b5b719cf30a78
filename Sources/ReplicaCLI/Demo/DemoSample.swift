import ReplicaCommand
import ReplicaPanel

/// Whom and what of the sample shop the demo shows: a customer with bills, a product in stock.
struct DemoSample {
    /// The customer whose computer it is.
    private(set) var customer: JSON = .null
    /// Something to sell.
    private(set) var product: JSON = .null

    init() {}

    /// Picks them: the customer with the most bills, the product with the most in stock.
    init(_ node: NodeConnection) async throws(CommandError) {
        let bills = try await node.list(["api", "bill"]).items
        var counts: [String: Int] = [:]
        for bill in bills { counts[bill.text("customer"), default: 0] += 1 }
        let customers = try await node.list(["api", "customer"]).items.filter { !$0.flag("walkIn") }
        customer =
            customers.max {
                (counts[$0.text("id")] ?? 0, $1.text("id")) < (counts[$1.text("id")] ?? 0, $0.text("id"))
            } ?? .null
        product =
            try await node.list(["api", "product"], query: [HTTPQueryItem(name: "sort", value: "-level")], limit: 1)
            .items.first ?? .null
    }
}
