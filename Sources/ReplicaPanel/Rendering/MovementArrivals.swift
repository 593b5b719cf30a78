import Replica
import ReplicaShop
import Synchronization

/// Who recorded rows of the ledger of stock, and when they came to this node: read from the log once, since a row is written once.
final class MovementArrivals: Sendable {
    /// Where a row came from.
    struct Arrival: Sendable {
        /// The node that recorded it.
        let node: String
        /// Who acted there; empty if nobody said.
        let user: String
        /// Milliseconds since 1970 by this node's clock.
        let receivedAtMilliseconds: Int64
    }

    /// How many rows are kept in memory; beyond that all are forgotten and read anew as they are asked for.
    private static let capacity = 20_000

    private let shop: ShopNode
    private let known = Mutex<[String: Arrival]>([:])

    init(shop: ShopNode) { self.shop = shop }

    /// Those of rows, by the rows' ids.
    func arrivals(of rows: [MovementView]) async throws -> [String: Arrival] {
        var found: [String: Arrival] = [:]
        var fresh: [String: Arrival] = [:]
        let known = self.known.withLock { $0 }
        for row in rows {
            if let arrival = known[row.id] {
                found[row.id] = arrival
                continue
            }
            let writes = try await shop.node.history(row.reference).flatMap(\.writes)
            guard let first = writes.min(by: { $0.receivedAtMilliseconds < $1.receivedAtMilliseconds }) else {
                continue
            }
            let arrival = Arrival(
                node: first.node, user: first.user, receivedAtMilliseconds: first.receivedAtMilliseconds)
            found[row.id] = arrival
            fresh[row.id] = arrival
        }
        keep(fresh)
        return found
    }

    private func keep(_ fresh: [String: Arrival]) {
        guard !fresh.isEmpty else { return }
        known.withLock { known in
            if known.count + fresh.count > Self.capacity { known = [:] }
            known.merge(fresh) { $1 }
        }
    }
}
