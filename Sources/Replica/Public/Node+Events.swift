public import ReplicaCRDT
public import ReplicaDocuments

extension Node {
    /// How many events wait for a reader of ``events(named:)``; beyond it the oldest are dropped.
    private static let waitingEvents = 256
    /// The most durable events that ``durableEvents(in:limit:)`` returns.
    private static let readableEvents = 10_000

    /// Publishes a named event to the nodes that hold a space: `shop`, all admins; a customer's, all admins and that customer's
    /// nodes. Without `space`, an admin's node tells all admins, a customer's node its own customer's space, which is all that it
    /// may tell. (`staff` means all admins, too: the space of that name is read by every member and carries no events.)
    ///
    /// A passing event goes at once to who is connected, is never stored, and is lost to everybody else; at most 50 a second of one
    /// node are passed on. A durable one is on disk when this returns, survives restarts, reaches nodes that were away, and is a
    /// row of the feed; a node keeps its newest 1,000 of each space readable, and makes at most 10 a second.
    ///
    /// A name is 1 to 64 of `a-z`, `0-9`, `.` and `-`; a payload is at most 4 KiB as it is encoded. With an `operation`, a
    /// repetition changes nothing and returns the first result; of passing events the last 256 are remembered, until the node
    /// stops. Throws ``ReplicaError/tooMany(_:)`` beyond the rates; then nothing was published.
    @discardableResult
    public func publish(
        _ name: String, _ payload: Value, to space: Space? = nil, durable: Bool = false, as user: String = "",
        operation: OperationKey? = nil, dryRun: Bool = false
    ) async throws -> Receipt<CustomEvent> {
        let draft = EventDraft(
            name: name, payload: payload, space: space, isDurable: durable, user: user,
            operation: operation ?? newOperation(), isNamed: operation != nil, isDryRun: dryRun)
        let done = try await loop.perform { try $0.publish(draft) }
        return Receipt(
            value: done.value, operation: draft.operation, isRepetition: done.isRepetition, feedSeq: done.feedSeq,
            positions: done.positions, node: self)
    }

    /// Publishes an event whose payload is a type of the program's own.
    @discardableResult
    public func publish(
        _ name: String, encoding payload: some Encodable, to space: Space? = nil, durable: Bool = false,
        as user: String = "", operation: OperationKey? = nil
    ) async throws -> Receipt<CustomEvent> {
        let value: Value
        do { value = try EncodingNode.part(payload, depth: 0, at: []).value(at: []) } catch {
            throw ReplicaError.invalid("The payload of the event \(name) can't be written: \(error)")
        }
        return try await publish(name, value, to: space, durable: durable, as: user, operation: operation)
    }

    /// Events from now on, passing and durable, this node's own as well, in the order in which they arrive; with `name`, only those
    /// of that name. A reader that lags more than 256 events behind misses the oldest; durable ones can be read from the
    /// feed without a gap (``FeedTransaction/events``). Ends when the node closes.
    public func events(named name: String? = nil) -> AsyncStream<CustomEvent> {
        AsyncStream(bufferingPolicy: .bufferingNewest(Self.waitingEvents)) { continuation in
            let accepted = loop.submit { core in
                let id = core.events.hub.listen(
                    { if name == nil || $0.name == name { continuation.yield($0) } },
                    closed: { continuation.finish() })
                continuation.onTermination = { [loop = self.loop] _ in
                    _ = loop.submit {
                        $0.events.hub.end(id)
                        return { _ in }
                    }
                }
                return { _ in }
            }
            if !accepted { continuation.finish() }
        }
    }

    /// The newest durable events that this node holds, oldest first, at most 1,000 of a space; only those of `space` if it is given.
    public func durableEvents(in space: Space? = nil, limit: Int = 1_000) async throws -> [CustomEvent] {
        let limit = min(max(limit, 0), Self.readableEvents)
        return try await loop.perform { $0.durableEvents(in: space, limit: limit) }
    }
}
