import Replica
import ReplicaShop
import Synchronization

/// Sends a node's feed to one client: page after page from disk, at the client's own pace, so that a slow client costs no memory and
/// misses nothing.
final class FeedFollower: Sendable {
    /// How many rows are read at once.
    private static let pageRows = 256

    private let shop: ShopNode
    private let version: String
    private let since: UInt64?
    private let collections: Set<String>?
    /// The last row that is known to this client, for the heartbeat.
    private let position = Mutex<UInt64>(0)

    /// Follows from after `since`, or from now on; `collections` leaves out transactions that touch none of them.
    init(_ shop: ShopNode, version: String, since: UInt64?, collections: Set<String>?) {
        self.shop = shop
        self.version = version
        self.since = since
        self.collections = collections
    }

    /// A comment that says where the feed stands.
    var heartbeat: [UInt8] { ServerSentEvent.comment("seq \(position.withLock { $0 })") }

    /// Sends until the client goes or the node closes.
    func run(_ stream: HTTPStream) async {
        do {
            let renderer = FeedRenderer(shop, collections: collections)
            var last = try await greet(stream)
            position.withLock { $0 = last }
            for await _ in shop.node.changes() {
                while true {
                    let page = try await shop.node.feed(after: last, limit: Self.pageRows)
                    guard let first = page.first, let end = page.last?.seq else { break }
                    if first.seq != last + 1 {
                        let event = FeedEvent.reset(
                            "forgotten", "The node has forgotten older changes.", seq: first.seq - 1)
                        guard await stream.send(event.encoded()) else { return }
                    }
                    for event in try await renderer.events(page) {
                        guard await stream.send(event.encoded()) else { return }
                    }
                    last = end
                    position.withLock { $0 = end }
                }
            }
            _ = await stream.send(FeedEvent.disconnect("closed", "The node was closed.").encoded())
        } catch {
            let failure = HTTPFailure(error)
            _ = await stream.send(FeedEvent.disconnect(failure.code, failure.message).encoded())
        }
    }

    /// Sends the first event; returns the row after which the feed begins.
    private func greet(_ stream: HTTPStream) async throws -> UInt64 {
        let now = try await shop.node.feedPosition()
        let start: ServerSentEvent
        var begin = now
        if let since, since <= now {
            begin = since
            start = FeedEvent.welcomeBack(since: since, seq: now, node: shop.node, version: version)
        } else if since != nil {
            start = FeedEvent.reset("unknown", "This node has no such position; it may have been restored.", seq: now)
        } else {
            start = FeedEvent.welcome(seq: now, node: shop.node, version: version)
        }
        _ = await stream.send(start.encoded())
        return begin
    }
}
