import Replica
import ReplicaShop

/// What the handlers of all collections share.
extension PanelService {
    var documentHandlers: [Binding] { productHandlers + customerHandlers }

    /// The answer to a write of one document: the document as the action left it, how far it is, what became of the write.
    func answer<T>(
        _ written: Written<T>, _ document: JSON, _ reference: DocumentReference, status: HTTPStatus = .ok
    ) async throws -> HTTPResponse {
        let reach = try await shop.reach([reference])[0]
        var json = document
        json["reach"] = JSON(reach)
        json["write"] = written.json(reach: reach)
        return .json(json, status: status)
    }

    /// One document with its reach and what a form has seen of it, and with `explain` every write to it.
    func shown(_ call: PanelCall, _ document: JSON, _ reference: DocumentReference) async throws -> JSON {
        var json = document
        let (reach, lacking) = try await node.read { ($0.reach(reference), $0.lacking(reference)) }
        json["reach"] = JSON(reach)
        json["lacking"] = try await lackingNames(lacking)
        let seen = try await shop.seen(reference).sorted { $0.key < $1.key }
        json["seen"] = .object(JSONObject(seen.map { ($0.key, .string($0.value.token)) }))
        if call.flag("explain") {
            json["fields"] = .array(try await fields(of: reference))
        }
        return json
    }

    /// The names of the computers that lack a change, as many as one sentence holds.
    private func lackingNames(_ nodes: [String]) async throws -> JSON {
        let named = nodes.prefix(Self.namedComputers)
        let names = try await names(of: Set(named))
        return .array(named.map { .string(names[$0] ?? $0) })
    }

    private static let namedComputers = 20

    /// The names of nodes, by id.
    func names(of nodes: Set<String>) async throws -> [String: String] {
        var names: [String: String] = [:]
        for node in nodes { names[node] = try await shop.node.memberName(node) }
        return names
    }
}

extension BodyReader {
    /// What a form had seen, by path: `seen` as an answer gave it.
    func seen() throws(HTTPFailure) -> [String: SeenEntries] {
        var seen: [String: SeenEntries] = [:]
        for member in json["seen"]?.objectValue ?? [:] {
            guard let entries = member.value.stringValue.flatMap(SeenEntries.init(token:)) else {
                throw HTTPFailure(
                    .unprocessable, code: "bad-body", "A text of seen is not one that an answer gave.", exit: 2,
                    field: "seen")
            }
            seen[member.key] = entries
        }
        return seen
    }
}
