import Replica
import ReplicaShop

/// Why, who, when; the feed.
extension PanelService {
    var insightHandlers: [Binding] {
        [
            (.explainReference, explain), (.feed, feed),
        ] + conflictHandlers + decisionHandlers + auditHandlers
    }

    // MARK: Explaining

    private func explain(_ call: PanelCall) async throws -> HTTPResponse {
        let text = call.text("ref") ?? ""
        guard let slash = text.firstIndex(of: "/") else {
            throw HTTPFailure(
                .badRequest, code: "bad-parameter", "ref must be COLLECTION/KEY or COLLECTION/KEY.field.",
                hint: "As product/PEN-01.stock.", field: "ref")
        }
        let (collection, rest) = (String(text[..<slash]), String(text[text.index(after: slash)...]))
        let (reference, field, key) = try await node.read { snapshot in
            let (reference, field) = try Self.named(collection, rest, in: snapshot)
            return (reference, field, DocumentKeys.key(of: reference, in: snapshot))
        }
        var fields: [Explanation] = []
        if let field {
            fields = [try await node.explain(reference, field)]
        } else {
            fields = try await node.history(reference)
        }
        return .json([
            "ref": .string(text), "document": JSON(reference, key: key), "fields": .array(try await json(fields)),
        ])
    }

    /// Reads `KEY.field`, or `KEY` alone, since keys may hold points.
    private static func named(
        _ collection: String, _ text: String, in snapshot: Snapshot
    ) throws(HTTPFailure) -> (DocumentReference, String?) {
        var missing: HTTPFailure?
        if let point = text.lastIndex(of: "."), point > text.startIndex {
            let (key, field) = (String(text[..<point]), String(text[text.index(after: point)...]))
            if let reference = try? DocumentLookup.reference(collection, key, in: snapshot) {
                if snapshot.document(reference)?.paths.contains(where: { $0.utf8.elementsEqual(field.utf8) }) == true {
                    return (reference, field)
                }
                missing = HTTPFailure(
                    .notFound, code: "field.missing", "The document has no such field.",
                    hint: "Leave the field out to see all of them.")
            }
        }
        do {
            return (try DocumentLookup.reference(collection, text, in: snapshot), nil)
        } catch {
            throw missing ?? error
        }
    }

    /// Every write to every field of a document.
    func fields(of reference: DocumentReference) async throws -> [JSON] {
        try await json(try await node.history(reference))
    }

    private func json(_ fields: [Explanation]) async throws -> [JSON] {
        let names = try await names(of: Set(fields.flatMap { $0.writes.map(\.node) }))
        return fields.map { field in
            [
                "path": .string(field.path), "shown": JSON(field.shown ?? .null),
                "writes": .array(field.writes.map { Self.json($0, names) }),
            ]
        }
    }

    /// One write.
    static func json(_ write: Explanation.Write, _ names: [String: String]) -> JSON {
        var json: JSON = [
            "value": JSON(write.value), "text": .string(write.text), "node": .string(write.node),
            "nodeName": .string(names[write.node] ?? write.node), "user": .string(write.user),
            "madeAt": JSON(microseconds: write.madeAtMicroseconds),
            "receivedAt": JSON(milliseconds: write.receivedAtMilliseconds), "live": .bool(write.isLive),
            "shown": .bool(write.isShown),
        ]
        if let operation = write.operation { json["operation"] = .string(operation.description) }
        return json
    }

    // MARK: The feed

    private func feed(_ call: PanelCall) async throws -> HTTPResponse {
        var standing: (@Sendable () async throws -> JSON)?
        if call.flag("standing") { standing = { try await self.standing() } }
        let request = try await FeedRequest(call, shop, standing: standing)
        let follower = FeedFollower(shop, version: options.version, request, options.feed)
        let stream = HTTPStream(heartbeat: .init(every: options.heartbeat) { follower.heartbeat }) { [feeds] stream in
            guard feeds.open(stream) else { return }
            await follower.run(stream)
            feeds.end(stream)
        }
        return .events(stream)
    }
}
