import Replica
import ReplicaShop

/// What could not be merged without loss.
extension PanelService {
    var conflictHandlers: [Binding] {
        [(.listConflicts, { call in .json(try await conflicts(call)) }), (.settleConflict, settleConflict)]
    }

    private func conflicts(_ call: PanelCall) async throws -> JSON {
        let admits = try call.filter()?.test(on: ShopFields.conflicts)
        let conflicts = try await shop.conflicts().filter { admits?($0) ?? true }
        let items = try await json(conflicts)
        return ["items": .array(items), "count": JSON(items.count)]
    }

    func json(_ conflicts: [ShopConflict]) async throws -> [JSON] {
        let names = try await names(of: Set(conflicts.flatMap { $0.sides.compactMap(\.node) }))
        let keys = try await keys(of: conflicts.map(\.reference))
        return zip(conflicts, keys).map { ConflictJSON.conflict($0, key: $1, names: names) }
    }

    private func settleConflict(_ call: PanelCall) async throws -> HTTPResponse {
        let (text, keep) = (call.path("id"), BodyReader(call.body).text("keep") ?? "")
        let found = try ConflictJSON.named(text, among: try await shop.conflicts())
        // A repetition finds its conflict gone: then the shop knows by the operation id that it was done.
        let (name, side) = (found?.id ?? text, found.map { ConflictJSON.side(keep, among: $0.sides) } ?? keep)
        let written = try await write(call) { shop, user, operation in
            try await shop.resolve(conflict: name, keeping: side, as: user, operation: operation)
        }
        return .json([
            "id": .string(ConflictJSON.id(of: written.value)), "name": .string(written.value.id), "kept": .string(keep),
            "write": written.json(reach: nil),
        ])
    }
}
