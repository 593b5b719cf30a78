import Replica
import ReplicaShop

/// What became of conflicts, and what never took effect.
extension PanelService {
    var decisionHandlers: [Binding] {
        [
            (.showEffects, showEffects), (.listDecisions, listDecisions), (.takeBack, takeBack),
            (.listRefusals, listRefusals),
        ]
    }

    private static let usualItems: Int64 = 50

    private func showEffects(_ call: PanelCall) async throws -> HTTPResponse {
        let text = call.path("id")
        guard let conflict = try ConflictJSON.named(text, among: try await shop.conflicts()) else {
            throw ShopError.trade(.notFound(.conflict, text))
        }
        var items: [JSON] = []
        for (index, side) in conflict.sides.enumerated() where conflict.canResolve {
            var item: JSON = ["side": .string(ConflictJSON.letter(index)), "effects": []]
            do {
                item["effects"] = .array(
                    try await shop.effects(of: conflict, keeping: side.id).map { effect in
                        [
                            "what": .string(effect.what), "before": .string(effect.before),
                            "after": .string(effect.after),
                        ]
                    })
            } catch let error as ShopError {
                item["refusal"] = .string(HTTPFailure(error).message)
            }
            items.append(item)
        }
        return .json(["items": .array(items)])
    }

    private func listDecisions(_ call: PanelCall) async throws -> HTTPResponse {
        let (decisions, next) = try await shop.decisions(
            by: call.text("by").flatMap(ShopDecision.Judge.init(rawValue:)) ?? .people,
            before: call.integer("before").map { UInt64(clamping: $0) },
            limit: Int(call.integer("limit") ?? Self.usualItems))
        let nodes = decisions.flatMap { decision in [decision.node] + decision.sides.compactMap(\.node) }
        let names = try await names(of: Set(nodes))
        let keys = try await keys(of: decisions.map(\.reference))
        return .json([
            "items": .array(zip(decisions, keys).map { ConflictJSON.decision($0, key: $1, names: names) }),
            "next": next.map { JSON($0) } ?? .null,
        ])
    }

    private func takeBack(_ call: PanelCall) async throws -> HTTPResponse {
        let id = call.path("id")
        let keep = BodyReader(call.body).text("keep") ?? ""
        let sides = try await shop.decision(id).sides
        let side = ConflictJSON.side(keep, among: sides)
        let written = try await write(call) { shop, user, operation in
            try await shop.takeBack(decision: id, side: side, as: user, operation: operation)
        }
        return .json([
            "id": .string(id), "name": .string(written.value.message), "kept": .string(keep),
            "text": .string(sides.first { $0.id == side }?.label ?? ""),
            "write": written.json(reach: nil),
        ])
    }

    private func listRefusals(_ call: PanelCall) async throws -> HTTPResponse {
        let refused = try await node.refusedChanges(limit: Int(call.integer("limit") ?? Self.usualItems))
        let names = try await names(of: Set(refused.map(\.node)))
        let keys = try await node.read { snapshot in
            refused.map { $0.documents.map { DocumentKeys.key(of: $0, in: snapshot) } }
        }
        let items = zip(refused, keys).map { change, keys -> JSON in
            [
                "node": .string(change.node), "nodeName": .string(names[change.node] ?? change.node),
                "user": .string(change.user), "madeAt": JSON(microseconds: change.madeAtMicroseconds),
                "receivedAt": JSON(milliseconds: change.receivedAtMilliseconds), "reason": .string(change.reason),
                "documents": .array(zip(change.documents, keys).map { JSON($0, key: $1) }),
            ]
        }
        return .json(["items": .array(items)])
    }

    /// What people call documents.
    func keys(of references: [DocumentReference?]) async throws -> [String?] {
        try await node.read { snapshot in
            references.map { reference in reference.flatMap { DocumentKeys.key(of: $0, in: snapshot) } }
        }
    }
}
