import Replica

/// The events of the feed as they are sent.
enum FeedEvent {
    /// The first event of a feed that begins now: everything after `seq` will follow.
    /// Before a snapshot it is no place to go on from.
    static func welcome(seq: UInt64, node: Node, version: String, hasSnapshot: Bool = false) -> ServerSentEvent {
        ServerSentEvent(
            id: hasSnapshot ? nil : String(seq), name: "welcome", data: greeting(seq, node, version).description)
    }

    /// The first event of a feed that goes on after a break.
    static func welcomeBack(since: UInt64, seq: UInt64, node: Node, version: String) -> ServerSentEvent {
        var data = greeting(seq, node, version)
        data["since"] = JSON(since)
        return ServerSentEvent(id: String(since), name: "welcomeback", data: data.description)
    }

    /// The position asked for is not known here: the reader must look at everything anew. The feed goes on after `seq`.
    /// Before a snapshot it is no place to go on from.
    static func reset(_ reason: String, _ message: String, seq: UInt64, hasSnapshot: Bool = false) -> ServerSentEvent {
        let data: JSON = ["seq": JSON(seq), "reason": .string(reason), "message": .string(message)]
        return ServerSentEvent(id: hasSnapshot ? nil : String(seq), name: "reset", data: data.description)
    }

    /// The documents of the reader's views as they are after a row follow.
    static func snapshotBegin(seq: UInt64, count: Int) -> ServerSentEvent {
        let data: JSON = ["seq": JSON(seq), "count": JSON(count)]
        return ServerSentEvent(name: "snapshot-begin", data: data.description)
    }

    /// Some of them.
    static func snapshot(
        seq: UInt64, _ subscription: FeedSubscription, _ documents: [(document: JSON, row: JSON)]
    ) -> ServerSentEvent {
        let data: JSON = [
            "seq": JSON(seq), "subscription": JSON(subscription.number), "collection": .string(subscription.collection),
            "documents": .array(
                documents.map { document, row in
                    var json = document
                    json["document"] = row
                    return json
                }),
        ]
        return ServerSentEvent(name: "snapshot", data: data.description)
    }

    /// Those were all: what comes after the row follows.
    static func snapshotEnd(seq: UInt64, count: Int) -> ServerSentEvent {
        let data: JSON = ["seq": JSON(seq), "count": JSON(count)]
        return ServerSentEvent(id: String(seq), name: "snapshot-end", data: data.description)
    }

    /// Why one of the reader's views shows nothing; the others go on.
    static func error(_ subscription: FeedSubscription, _ failure: HTTPFailure) -> ServerSentEvent {
        var data = failure.json
        data["subscription"] = JSON(subscription.number)
        data["collection"] = .string(subscription.collection)
        return ServerSentEvent(name: "error", data: data.description)
    }

    /// How this node stands to the others: sent when it changes, and now and then.
    static func status(_ data: JSON) -> ServerSentEvent { ServerSentEvent(name: "status", data: data.description) }

    /// Why the feed ends.
    static func disconnect(_ reason: String, _ message: String) -> ServerSentEvent {
        let data: JSON = ["reason": .string(reason), "message": .string(message)]
        return ServerSentEvent(name: "disconnect", data: data.description)
    }

    /// A whole transaction.
    static func mutation(_ seq: UInt64, _ data: JSON) -> ServerSentEvent {
        ServerSentEvent(id: String(seq), name: "mutation", data: data.description)
    }

    /// A custom event; `id` is the row's number, on the last event that tells of a row.
    static func custom(_ data: JSON, id: UInt64? = nil) -> ServerSentEvent {
        ServerSentEvent(id: id.map(String.init), name: "custom", data: data.description)
    }

    private static func greeting(_ seq: UInt64, _ node: Node, _ version: String) -> JSON {
        [
            "seq": JSON(seq), "node": .string(node.id), "name": .string(node.name),
            "role": node.isAdmin ? "admin" : "customer", "version": .string(version),
        ]
    }
}
