public import Replica

/// Derives alerts from the feed: one per crossing, whatever made the level cross.
///
/// It knows the levels and thresholds at one row of the feed and takes the rows after that, in order.
public struct StockWatch: Sendable {
    private struct Shelves: Sendable {
        var levels: [String: Int128] = [:]
        var threshold: Int64?

        var situation: StockAlert.Situation {
            .init(level: levels.values.reduce(0, +), threshold: threshold)
        }
    }

    private var products: [String: Shelves] = [:]
    /// The last row that it has taken.
    public private(set) var seq: UInt64

    /// The situation that a snapshot shows.
    public init(_ snapshot: Snapshot) {
        seq = snapshot.feedSeq
        for document in snapshot.documents(ShopCollection.product, in: .shop) {
            var shelves = Shelves(threshold: document["threshold"]?.integer)
            for path in document.stockPaths { shelves.levels[path] = document.level(path) }
            products[document.id] = shelves
        }
    }

    /// Takes the next row; rows that the situation contains already give nothing.
    public mutating func take(_ row: FeedTransaction) -> [StockEvent] {
        guard row.seq > seq else { return [] }
        seq = row.seq
        var events: [StockEvent] = []
        for document in row.documents where document.reference.collection == ShopCollection.product {
            var shelves = products[document.reference.id] ?? Shelves()
            let before = shelves.situation
            for field in document.fields {
                if field.path == "threshold" {
                    shelves.threshold = field.after?.integer
                } else if field.path == StockPlace.field || field.path.hasPrefix(StockPlace.prefix) {
                    shelves.levels[field.path] = Int128(field.after?.integer ?? 0)
                }
            }
            products[document.reference.id] = shelves
            let after = shelves.situation
            events += StockAlert.between(before, after).map { alert in
                StockEvent(
                    seq: row.seq, isLive: row.isLive, product: document.reference.id, alert: alert,
                    level: Int64(clamping: after.level), threshold: after.threshold)
            }
        }
        return events
    }
}

extension ShopNode {
    /// Alerts of what happens from now on. Leaving the loop ends it.
    public func stockEvents() async throws -> StockEvents {
        let watch = try await node.read { StockWatch($0) }
        return StockEvents(watch: watch, feed: node.feed(after: watch.seq))
    }
}

/// Alerts of stock as an asynchronous sequence that reads the feed at the pace of its reader.
public struct StockEvents: AsyncSequence, Sendable {
    let watch: StockWatch
    let feed: Feed

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator { Iterator(watch: watch, rows: feed.makeAsyncIterator()) }

    /// One reader. It belongs to the task that reads.
    public struct Iterator: AsyncIteratorProtocol {
        private var watch: StockWatch
        private var rows: Feed.Iterator
        private var events: ArraySlice<StockEvent> = []

        fileprivate init(watch: StockWatch, rows: Feed.Iterator) {
            self.watch = watch
            self.rows = rows
        }

        /// The next alert; nil when the node has closed or the task was cancelled.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(ReplicaError) -> StockEvent? {
            while events.isEmpty {
                guard let row = try await rows.next(isolation: actor) else { return nil }
                events = watch.take(row)[...]
            }
            return events.removeFirst()
        }
    }
}
