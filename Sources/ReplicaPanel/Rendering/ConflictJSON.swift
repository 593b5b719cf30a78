import Replica
import ReplicaShop

/// Conflicts in the shape of the interface. The shop names a conflict by what it is about, which is long; here it also has a short id
/// made from that name, the same on every node.
enum ConflictJSON {
    private static let digits = 12

    /// The short id: the first digits of the name's FNV-1a hash (Fowler, Noll, Vo; 64 bits). Two open conflicts of one shop with one
    /// id are as likely as a winning lottery ticket, and then the name still tells them apart.
    static func id(of conflict: ShopConflict) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in conflict.id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let text = String(hash, radix: 16)
        return String((String(repeating: "0", count: 16 - text.count) + text).prefix(digits))
    }

    /// The conflict that a short id, its beginning, or a name names; `nil` if there is none.
    /// - Throws: 404 if there are several.
    static func named(_ text: String, among conflicts: [ShopConflict]) throws(HTTPFailure) -> ShopConflict? {
        if let found = conflicts.first(where: { $0.id == text }) { return found }
        guard text.utf8.count >= ShopNode.shortestPrefix else { return nil }
        let found = conflicts.filter { id(of: $0).utf8.starts(with: text.utf8) }
        guard found.count < 2 else {
            throw HTTPFailure(
                .notFound, code: "conflict.ambiguous", "The ids of several conflicts begin like this.",
                hint: "Give more of the id.")
        }
        return found.first
    }

    /// The side that a letter, or its own id, names.
    static func side(_ text: String, among sides: [ShopConflict.Side]) -> String {
        for (index, side) in sides.enumerated() where letter(index) == text { return side.id }
        return text
    }

    /// A conflict with the key of its document and the names of nodes.
    static func conflict(_ conflict: ShopConflict, key: String?, names: [String: String]) -> JSON {
        [
            "id": .string(id(of: conflict)), "name": .string(conflict.id), "kind": .string(conflict.kind.rawValue),
            "document": document(conflict.reference, key), "field": JSON(conflict.path),
            "text": .string(conflict.message.asSentence),
            "hint": .string(conflict.hint.asSentence), "canResolve": .bool(conflict.canResolve),
            "sides": json(conflict.sides, names),
        ]
    }

    /// A decision with the key of its document and the names of nodes.
    static func decision(_ decision: ShopDecision, key: String?, names: [String: String]) -> JSON {
        [
            "id": .string(decision.id), "by": .string(decision.judge.rawValue),
            "document": document(decision.reference, key),
            "field": .string(decision.path), "text": .string(decision.message.asSentence),
            "sides": json(decision.sides, names), "node": .string(decision.node),
            "nodeName": .string(names[decision.node] ?? decision.node), "user": .string(decision.user),
            "at": JSON(microseconds: decision.atMicroseconds), "canTakeBack": .bool(decision.canTakeBack),
        ]
    }

    private static func document(_ reference: DocumentReference?, _ key: String?) -> JSON {
        reference.map { JSON($0, key: key) } ?? .null
    }

    private static func json(_ sides: [ShopConflict.Side], _ names: [String: String]) -> JSON {
        .array(sides.enumerated().map { json($1, letter($0), names) })
    }

    private static func json(_ side: ShopConflict.Side, _ letter: String, _ names: [String: String]) -> JSON {
        var json: JSON = [
            "key": .string(letter), "id": .string(side.id), "text": .string(side.label), "shown": .bool(side.isShown),
        ]
        if let node = side.node {
            json["node"] = .string(node)
            json["nodeName"] = .string(names[node] ?? node)
        }
        if let holds = side.holds { json["holds"] = .bool(holds) }
        if let user = side.user { json["user"] = .string(user) }
        if let moment = side.atMicroseconds { json["madeAt"] = JSON(microseconds: moment) }
        return json
    }

    /// `a` to `z`, then numbers.
    static func letter(_ index: Int) -> String {
        index < 26 ? String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index))) : String(index + 1)
    }
}
