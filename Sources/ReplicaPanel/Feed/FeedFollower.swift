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
    private let standing: (@Sendable () async throws -> JSON)?
    /// How often it is looked at how the node stands to the others.
    private static let standingInterval = Duration.seconds(1)
    /// After how many looks it is told though nothing changed.
    private static let standingPatience = 5
    /// The last row that is known to this client, for the heartbeat.
    private let position = Mutex<UInt64>(0)

    /// Follows from after `since`, or from now on; `collections` leaves out transactions that touch none of them.
    /// `standing`, if it is wanted, tells how the node stands to the others.
    init(
        _ shop: ShopNode, version: String, since: UInt64?, collections: Set<String>?,
        standing: (@Sendable () async throws -> JSON)?
    ) {
        self.shop = shop
        self.version = version
        self.since = since
        self.collections = collections
        self.standing = standing
    }

    /// A comment that says where the feed stands.
    var heartbeat: [UInt8] { ServerSentEvent.comment("seq \(position.withLock { $0 })") }

    /// Sends until the client goes or the node closes.
    func run(_ stream: HTTPStream) async {
        do {
            let renderer = FeedRenderer(shop, collections: collections)
            // From before the greeting, so that who has been greeted misses none.
            let events = shop.node.events()
            let start = try await greet(stream)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await self.tell(events, renderer, stream) }
                if let standing { group.addTask { await self.tell(standing, stream) } }
                defer { group.cancelAll() }
                try await tellChanges(stream, renderer, after: start)
            }
        } catch {
            let failure = HTTPFailure(error)
            _ = await stream.send(FeedEvent.disconnect(failure.code, failure.message).encoded())
        }
    }

    /// Sends how the node stands to the others whenever that differs, in the eyes of a person.
    private func tell(_ standing: @Sendable () async throws -> JSON, _ stream: HTTPStream) async {
        var told: JSON?
        var quiet = 0
        while !Task.isCancelled {
            guard let now = try? await standing() else { return }
            let essence = now.withoutMeasurements
            quiet += 1
            if essence != told || quiet >= Self.standingPatience {
                guard await stream.send(FeedEvent.status(now).encoded()) else { return }
                (told, quiet) = (essence, 0)
            }
            try? await Task.sleep(for: Self.standingInterval)
        }
    }

    /// Sends passing events, between whole transactions and without a number; a client that is too slow misses some.
    private func tell(_ events: AsyncStream<CustomEvent>, _ renderer: FeedRenderer, _ stream: HTTPStream) async {
        for await event in events where !event.isDurable {
            guard let frame = try? await renderer.event(event) else { return }
            if !stream.trySend(frame.encoded()), !stream.isOpen { return }
        }
    }

    private func tellChanges(_ stream: HTTPStream, _ renderer: FeedRenderer, after start: UInt64) async throws {
        var last = start
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

extension JSON {
    /// The standing without what differs each time it is measured.
    fileprivate var withoutMeasurements: JSON {
        var result = self
        result["peers"] = .array(
            (self["peers"]?.arrayValue ?? []).map { peer in
                ["id": peer["id"] ?? .null, "state": peer["state"] ?? .null, "pending": peer["pending"] ?? .null]
            })
        return result
    }
}
