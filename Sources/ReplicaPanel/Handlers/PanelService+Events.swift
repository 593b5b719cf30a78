import Replica
import ReplicaShop

/// Custom events: what programs tell each other over the shop's nodes.
extension PanelService {
    var eventHandlers: [Binding] { [(.publishEvent, publish), (.listEvents, listEvents)] }

    /// More than any payload that fits needs, however it is spelled.
    private static let bodyBytes = 64 << 10
    private static let admins: Set<String> = ["shop", "staff"]

    private func publish(_ call: PanelCall) async throws -> HTTPResponse {
        guard call.request.body.count <= Self.bodyBytes else {
            throw HTTPFailure(.contentTooLarge, code: "body-too-large", "An event's payload is at most 4 KiB.")
        }
        let body = BodyReader(call.body)
        let space = try await space(body.text("to"))
        let (name, payload) = (call.path("name"), FieldValue(call.body["payload"] ?? .null))
        let isDurable = body.flag("durable") ?? false
        let written = try await write(call) { shop, user, operation in
            try await shop.node.publish(
                name, payload, to: space, durable: isDurable, as: user, operation: operation, dryRun: shop.isRehearsal)
        }
        let event = written.value
        var json = JSON(event, nodeName: try await node.memberName(event.node), own: node.id)
        json["write"] = written.json(reach: nil)
        return .json(json, status: written.status)
    }

    /// To whom an event goes; nil for whom this node tells without being asked.
    private func space(_ text: String?) async throws -> Space? {
        guard let text else { return nil }
        if Self.admins.contains(text) { return .shop }
        if let own = node.customerSpace {
            guard Self.customer(of: own) == text else {
                throw ReplicaError.notPermitted("A customer's computer publishes to its own customer only.")
            }
            return own
        }
        guard let space = try await shop.customer(text).space else {
            throw ShopError.trade(.notFound(.customer, text))
        }
        return space
    }

    private func listEvents(_ call: PanelCall) async throws -> HTTPResponse {
        let name = call.text("name")
        let events = try await node.durableEvents(limit: .max).filter { name == nil || $0.name == name }
        let newest = events.suffix(Int(call.integer("limit") ?? Self.defaultLimit))
        let names = try await names(of: Set(newest.map(\.node)))
        return .json([
            "items": .array(newest.reversed().map { JSON($0, nodeName: names[$0.node] ?? $0.node, own: node.id) }),
            "count": JSON(events.count),
        ])
    }

    private static let defaultLimit: Int64 = 200
}

extension JSON {
    /// A custom event, for the feed and for answers.
    init(_ event: CustomEvent, nodeName: String, own: String) {
        self = [
            "id": .string(event.id), "name": .string(event.name), "payload": JSON(event.payload),
            "durable": .bool(event.isDurable),
            "to": .string(event.space.kind == .customer ? PanelService.customer(of: event.space) : "shop"),
            "node": .string(event.node), "nodeName": .string(nodeName), "user": .string(event.user),
            "own": .bool(event.node == own), "madeAt": JSON(microseconds: event.madeAtMicroseconds),
            "receivedAt": event.receivedAtMilliseconds.map { JSON(milliseconds: $0) } ?? .null,
            "live": .bool(event.isLive),
        ]
    }
}

extension FieldValue {
    /// A JSON value as the store keeps it. An object's order is not kept, since a map's keys ascend; of equal keys the last holds.
    init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let truth): self = .bool(truth)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .array(let elements): self = .list(elements.map { FieldValue($0) })
        case .object(let members): self = .map(of: members.map { ($0.key, FieldValue($0.value)) })
        }
    }
}
