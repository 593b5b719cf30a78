import Replica
import ReplicaShop

/// Who recorded rows of the ledger of stock, and when they came to this node. The feed tells it: it is read backwards from its end, since
/// what people look at is mostly new, as far as is needed, and each row of it once.
actor MovementArrivals {
    /// Where a row came from.
    struct Arrival: Sendable {
        /// The node that recorded it.
        let node: String
        /// Who acted there; empty if nobody said.
        let user: String
        /// Milliseconds since 1970 by this node's clock.
        let receivedAtMilliseconds: Int64
    }

    /// How many rows of the feed are read at once.
    private static let pageRows: UInt64 = 256
    /// How many pages one request reads at most; the next one goes on from there.
    private static let pagesPerRequest = 64
    /// How many rows of the ledger are kept in memory; beyond that all are forgotten, and what is asked for is read anew.
    private static let capacity = 100_000

    private let shop: ShopNode
    private var known: [String: Arrival] = [:]
    /// The rows of the feed after the first and up to the second number have been read.
    private var read: (after: UInt64, to: UInt64)?

    init(shop: ShopNode) { self.shop = shop }

    /// Those of rows, by the rows' ids. What lies further back in the feed than one request reads is left out.
    func arrivals(of rows: [MovementView]) async throws -> [String: Arrival] {
        if known.count > Self.capacity {
            known = [:]
            read = nil
        }
        try await readOnwards()
        var pages = 0
        while let after = read?.after, after > 0, pages < Self.pagesPerRequest,
            rows.contains(where: { known[$0.id] == nil })
        {
            let start = after > Self.pageRows ? after - Self.pageRows : 0
            try await take(after: start, count: after - start)
            read = read.map { (min($0.after, start), $0.to) }
            pages += 1
        }
        return Dictionary(uniqueKeysWithValues: rows.compactMap { row in known[row.id].map { (row.id, $0) } })
    }

    /// What came since the last request.
    private func readOnwards() async throws {
        let end = try await shop.node.feedPosition()
        guard var next = read?.to else {
            read = (end, end)
            return
        }
        while next < end {
            let count = min(Self.pageRows, end - next)
            try await take(after: next, count: count)
            next += count
        }
        read = read.map { ($0.after, max($0.to, end)) }
    }

    private func take(after seq: UInt64, count: UInt64) async throws {
        for row in try await shop.node.feed(after: seq, limit: Int(count)) {
            let arrival = Arrival(
                node: row.node, user: row.user, receivedAtMilliseconds: row.receivedAtMilliseconds)
            for document in row.documents {
                let collection = document.reference.collection
                guard collection == ShopCollection.movement || collection == ShopCollection.count else { continue }
                // What two nodes recorded apart came first with the earlier of the two.
                let former = known[document.reference.id]
                if former.map({ $0.receivedAtMilliseconds > arrival.receivedAtMilliseconds }) ?? true {
                    known[document.reference.id] = arrival
                }
            }
        }
    }
}
