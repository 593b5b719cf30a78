import Replica
import ReplicaShop

/// Why, who, when; conflicts; audits; the feed.
extension PanelService {
    var insightHandlers: [Binding] {
        [
            (.listConflicts, { _ in .json(try await conflicts()) }), (.settleConflict, settleConflict),
            (.explainReference, explain), (.auditNumbers, { _ in .json(try await auditNumbers()) }),
            (.auditStock, { _ in .json(try await auditStock()) }),
            (.auditSignatures, { _ in .json(try await auditSignatures()) }), (.feed, feed),
        ]
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

    // MARK: Conflicts

    private func conflicts() async throws -> JSON {
        let conflicts = try await shop.conflicts()
        let items = try await json(conflicts)
        return ["items": .array(items), "count": JSON(items.count)]
    }

    private func json(_ conflicts: [ShopConflict]) async throws -> [JSON] {
        let names = try await names(of: Set(conflicts.flatMap { $0.sides.compactMap(\.node) }))
        let keys = try await node.read { snapshot in
            conflicts.map { conflict in conflict.reference.flatMap { DocumentKeys.key(of: $0, in: snapshot) } }
        }
        return zip(conflicts, keys).map { ConflictJSON.conflict($0, key: $1, names: names) }
    }

    private func settleConflict(_ call: PanelCall) async throws -> HTTPResponse {
        let (text, keep) = (call.path("id"), BodyReader(call.body).text("keep") ?? "")
        let found = try ConflictJSON.named(text, among: try await shop.conflicts())
        // A repetition finds its conflict gone: then the shop knows by the operation id that it was done.
        let (name, side) = (found?.id ?? text, found.map { ConflictJSON.side(keep, of: $0) } ?? keep)
        let written = try await write(call) { shop, user, operation in
            try await shop.resolve(conflict: name, keeping: side, as: user, operation: operation)
        }
        return .json([
            "id": .string(ConflictJSON.id(of: written.value)), "name": .string(written.value.id), "kept": .string(side),
            "write": written.json(reach: nil),
        ])
    }

    // MARK: Audits

    private func auditNumbers() async throws -> JSON {
        let audit = try await shop.auditNumbers()
        return [
            "sound": .bool(audit.isSound), "bills": JSON(audit.bills), "series": .array(audit.series.map(Self.json)),
            "discrepancies": .array(
                audit.discrepancies.map {
                    [
                        "series": .string($0.series.description), "recorded": JSON($0.recorded?.description),
                        "found": JSON($0.found?.description),
                    ]
                }),
        ]
    }

    private static func json(_ report: SeriesReport) -> JSON {
        [
            "series": .string(report.series.description), "sound": .bool(report.isSound),
            "first": .string(report.first.description), "last": .string(report.last.description),
            "count": JSON(report.count), "voids": JSON(report.voids),
            "gaps": .array(report.gaps.map { ["from": JSON($0.lowerBound), "to": JSON($0.upperBound)] }),
            "duplicates": .array(report.duplicates.map { JSON($0) }),
            "backdated": .array(report.backdated.map { .string($0.description) }), "closed": .bool(report.isClosed),
            "text": .string(report.sentence),
        ]
    }

    private func auditStock() async throws -> JSON {
        let audit = try await shop.auditStock()
        return [
            "sound": .bool(audit.isSound), "products": JSON(audit.products), "levels": JSON(audit.levels),
            "movements": JSON(audit.movements), "counts": JSON(audit.counts),
            "differences": .array(
                audit.differences.map {
                    [
                        "product": .string($0.product), "sku": .string($0.sku), "location": .string($0.place),
                        "level": .integer($0.level), "ledger": .integer($0.ledger),
                    ]
                }),
            "badCounts": .array(audit.badCounts.map { .string($0) }), "text": .string(audit.sentence),
        ]
    }

    private func auditSignatures() async throws -> JSON {
        let audit = try await node.auditSignatures()
        let names = try await names(of: Set(audit.failures.map(\.node)))
        return [
            "sound": .bool(audit.isSound), "changes": JSON(audit.changes), "authors": JSON(audit.authors),
            "failed": JSON(audit.failed),
            "failures": .array(
                audit.failures.map {
                    [
                        "node": .string($0.node), "nodeName": .string(names[$0.node] ?? $0.node),
                        "space": .string($0.space), "number": JSON($0.number), "reason": .string($0.reason.rawValue),
                    ]
                }),
        ]
    }

    // MARK: The feed

    private func feed(_ call: PanelCall) async throws -> HTTPResponse {
        var since = call.integer("since")
        // A browser that connects again repeats the address it began with; what it saw last counts more.
        if let last = call.text("Last-Event-ID") {
            guard let number = Int64(last), number >= 0 else {
                throw HTTPFailure(
                    .badRequest, code: "bad-parameter", "Last-Event-ID is no position of this feed.",
                    field: "Last-Event-ID")
            }
            since = number
        }
        let collections = Set(call.texts("collection"))
        let follower = FeedFollower(
            shop, version: options.version, since: since.map { UInt64($0) },
            collections: collections.isEmpty ? nil : collections)
        let stream = HTTPStream(heartbeat: .init(every: options.heartbeat) { follower.heartbeat }) { [feeds] stream in
            guard feeds.open(stream) else { return }
            await follower.run(stream)
            feeds.end(stream)
        }
        return .events(stream)
    }
}
