import Replica
import ReplicaShop

/// The documents of a reader's views at one moment, sent page by page. What is held for it is shared with the node; a page is written
/// out when the reader has taken the one before.
struct FeedSnapshot: Sendable {
    /// The last row of the feed that it contains.
    let seq: UInt64
    private let parts: [(subscription: FeedSubscription, rows: [(DocumentReference, ShopRow)])]
    private let shop: ShopNode
    private let limits: FeedLimits

    /// Looks at the views.
    init(_ shop: ShopNode, _ request: FeedRequest, _ limits: FeedLimits) async throws {
        let followed = request.subscriptions.compactMap { subscription in
            (try? subscription.view.get()).map { (subscription, $0) }
        }
        let (seq, rows) = try await shop.rows(of: followed.map(\.1))
        self.seq = seq
        self.shop = shop
        self.limits = limits
        parts = zip(followed, rows).map { ($0.0, $1) }
    }

    /// Sends it; false if nobody reads any more.
    func send(_ stream: HTTPStream) async throws -> Bool {
        let count = parts.reduce(0) { $0 + $1.rows.count }
        guard await stream.send(FeedEvent.snapshotBegin(seq: seq, count: count).encoded()) else { return false }
        for (subscription, rows) in parts {
            for start in stride(from: 0, to: rows.count, by: limits.snapshotPage) {
                let page = rows[start..<min(start + limits.snapshotPage, rows.count)]
                guard try await send(page, subscription, stream) else { return false }
            }
        }
        return await stream.send(FeedEvent.snapshotEnd(seq: seq, count: count).encoded())
    }

    /// Sends one page, or several if its documents are large.
    private func send(
        _ page: ArraySlice<(DocumentReference, ShopRow)>, _ subscription: FeedSubscription, _ stream: HTTPStream
    ) async throws -> Bool {
        let references = page.map(\.0)
        let keys = try await shop.node.read { snapshot in references.map { DocumentKeys.key(of: $0, in: snapshot) } }
        var (documents, bytes) = ([(document: JSON, row: JSON)](), 0)
        for ((reference, row), key) in zip(page, keys) {
            let json = JSON(row)
            let size = json.encoded().count
            if !documents.isEmpty, bytes + size > limits.eventBytes {
                let event = FeedEvent.snapshot(seq: seq, subscription, documents)
                guard await stream.send(event.encoded()) else { return false }
                (documents, bytes) = ([], 0)
            }
            documents.append((JSON(reference, key: key), json))
            bytes += size
        }
        return await stream.send(FeedEvent.snapshot(seq: seq, subscription, documents).encoded())
    }
}
