import Replica
import ReplicaShop
import Synchronization

/// Sends a node's feed to one client, at the client's own pace: what comes next is read when the client has taken what came before, so
/// that a slow client costs no memory and is told of everything.
final class FeedFollower: Sendable {
    private let shop: ShopNode
    private let version: String
    private let request: FeedRequest
    private let limits: FeedLimits
    /// How often it is looked at how the node stands to the others.
    private static let standingInterval = Duration.seconds(1)
    /// After how many looks it is told though nothing changed.
    private static let standingPatience = 5
    /// The last row that is known to this client, for the heartbeat.
    private let position = Mutex<UInt64>(0)

    /// Follows what is asked for.
    init(_ shop: ShopNode, version: String, _ request: FeedRequest, _ limits: FeedLimits) {
        self.shop = shop
        self.version = version
        self.request = request
        self.limits = limits
    }

    /// A comment that says where the feed stands.
    var heartbeat: [UInt8] { ServerSentEvent.comment("seq \(position.withLock { $0 })") }

    /// Sends until the client goes or the node closes.
    func run(_ stream: HTTPStream) async {
        do {
            // From before the greeting, so that who has been greeted misses none.
            let events = shop.node.events()
            guard let start = try await greet(stream) else { return }
            let renderer = FeedRenderer(shop, collections: request.collections)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await self.tell(events, renderer, stream) }
                if let standing = request.standing { group.addTask { await self.tell(standing, stream) } }
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
        let tail = FeedTail(shop: shop, request: request, limits: limits)
        var last = start
        position.withLock { $0 = last }
        for await _ in shop.node.changes() {
            while let end = try await tell(try await tail.step(after: last), renderer, stream) {
                last = end
                position.withLock { $0 = end }
            }
            guard stream.isOpen else { return }
        }
        _ = await stream.send(FeedEvent.disconnect("closed", "The node was closed.").encoded())
    }

    /// Sends what comes next; returns the row after which it goes on, nil if there is nothing or nobody reads any more.
    private func tell(_ step: FeedTail.Step, _ renderer: FeedRenderer, _ stream: HTTPStream) async throws -> UInt64? {
        switch step {
        case .upToDate: return nil
        case .rows(let rows):
            for event in try await renderer.events(rows) {
                if rows.coalesced != nil, event.data.utf8.count > limits.eventBytes {
                    return try await reset(FeedTail.behind, FeedTail.behindText, rows.end, stream)
                }
                guard await stream.send(event.encoded()) else { return nil }
            }
            return rows.end
        case .reset(let reason, let message, let seq): return try await reset(reason, message, seq, stream)
        }
    }

    // MARK: The beginning

    /// Sends what comes first; returns the row after which the feed goes on, nil if nobody reads any more.
    private func greet(_ stream: HTTPStream) async throws -> UInt64? {
        for subscription in request.subscriptions {
            if case .failure(let failure) = subscription.view {
                guard await stream.send(FeedEvent.error(subscription, failure).encoded()) else { return nil }
            }
        }
        let now = try await shop.node.feedPosition()
        guard let since = request.since else {
            return try await begin(stream, now) { [shop, version] seq, hasSnapshot in
                FeedEvent.welcome(seq: seq, node: shop.node, version: version, hasSnapshot: hasSnapshot)
            }
        }
        guard since <= now else {
            return try await reset(
                "unknown", "This node has no such position; it may have been restored.", now, stream)
        }
        let welcome = FeedEvent.welcomeBack(since: since, seq: now, node: shop.node, version: version)
        return await stream.send(welcome.encoded()) ? since : nil
    }

    private func reset(_ reason: String, _ message: String, _ seq: UInt64, _ stream: HTTPStream) async throws -> UInt64?
    {
        try await begin(stream, seq) { seq, hasSnapshot in
            FeedEvent.reset(reason, message, seq: seq, hasSnapshot: hasSnapshot)
        }
    }

    /// Sends a first event, which `event` makes for the row after which the feed goes on, and the snapshot if one is wanted.
    private func begin(
        _ stream: HTTPStream, _ seq: UInt64, _ event: (UInt64, Bool) -> ServerSentEvent
    ) async throws -> UInt64? {
        guard request.wantsSnapshot else { return await stream.send(event(seq, false).encoded()) ? seq : nil }
        let snapshot = try await FeedSnapshot(shop, request, limits)
        guard await stream.send(event(snapshot.seq, true).encoded()) else { return nil }
        return try await snapshot.send(stream) ? snapshot.seq : nil
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
