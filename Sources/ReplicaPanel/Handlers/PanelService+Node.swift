import Replica
import ReplicaShop

/// The node itself and its peers.
extension PanelService {
    /// An operation with its handler.
    typealias Binding = (operation: PanelOperation, handler: Handler)

    var nodeHandlers: [Binding] {
        [
            (.status, { _ in .json(try await status()) }), (.settings, { _ in .json(try await settings()) }),
            (.changeSettings, changeSettings),
            (.newOperation, { _ in .json(["operation": .string(node.newOperation().description)], status: .created) }),
            (.network, disturb), (.networkState, { _ in .json(Self.json(faults.current)) }),
            (.health, health), (.readiness, readiness),
            (.openAPI, { _ in Self.description }), (.listPeers, { _ in .json(try await peers()) }), (.addPeer, addPeer),
            (.invite, invite),
        ]
    }

    // MARK: Status

    private func status() async throws -> JSON {
        let status = try await node.status()
        let settings = try? await shop.settings()
        var json: JSON = [
            "node": .string(status.node), "name": .string(status.name), "role": status.isAdmin ? "admin" : "customer",
            "shop": .string(status.shop), "shopName": JSON(settings?.name), "currency": JSON(settings?.currency.code),
            "version": .string(options.version), "series": .string(status.series),
            "directory": .string(node.directory), "panel": JSON(web?.port.map { "http://127.0.0.1:\($0)" }),
            "port": JSON(status.port.map { Int64($0) }), "peers": .array(status.peers.map(Self.json)),
            "pending": JSON(status.pending), "waiting": JSON(status.waiting),
            "conflicts": JSON(try await shop.conflicts().count),
            "forks": JSON(status.forks), "needsUpdate": .bool(status.needsUpdate), "feed": JSON(status.feedSeq),
            "documents": JSON(status.documents), "storageBytes": JSON(status.storageBytes),
            "isRolledBack": .bool(status.isRolledBack), "clock": JSON(microseconds: TimeText.nowMicroseconds),
            "alarms": .array(status.alarms.map { .string($0) }),
        ]
        if let space = node.customerSpace { json["customer"] = .string(Self.customer(of: space)) }
        return json
    }

    /// How the node stands to the others, for the feed.
    func standing() async throws -> JSON {
        let status = try await node.status()
        return [
            "peers": .array(status.peers.map(Self.json)), "pending": JSON(status.pending),
            "waiting": JSON(status.waiting), "alarms": JSON(status.alarms.count),
            "isRolledBack": .bool(status.isRolledBack),
        ]
    }

    /// Asks the node's loop.
    private func health(_ call: PanelCall) async throws -> HTTPResponse {
        guard await probe.isAlive() else {
            throw HTTPFailure(.unavailable, code: "node.stuck", "The node does not answer.", hint: "See its log.")
        }
        return .json(["status": "ok"])
    }

    /// Reads through the store, so that a node that cannot is not ready.
    private func readiness(_ call: PanelCall) async throws -> HTTPResponse {
        _ = try await node.feed(after: 0, limit: 1)
        return .json(["status": "ready"])
    }

    private static let description: HTTPResponse = {
        let document = OpenAPIDocument(
            title: "replica", version: "1",
            details: """
                The interface of one node, for its user: the panel, the `replica` command and scripts. Every answer to a failure is the \
                error object; its `exit` is how the command ends. A repetition of a write with the same `Idempotency-Key` \
                changes nothing.
                """,
            schemas: PanelSchemas.all)
        return .json(document.json(for: PanelOperation.all.map { ($0.method, $0.pattern, $0.description) }))
    }()

    // MARK: Settings

    private func settings() async throws -> JSON { Self.json(try await shop.settings()) }

    private func changeSettings(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        var settings = try await shop.settings()
        if let name = body.text("name") { settings.name = name }
        if let currency = try body.read(
            "currency",
            { (json) throws(ShopError) in
                try json.stringValue.map(Currency.init(parsing:))
            })
        {
            settings.currency = currency
        }
        if let rule = try body.read(
            "taxRule",
            { (json) throws(ShopError) in
                try json.stringValue.map(TaxRule.init(parsing:))
            })
        {
            settings.taxRule = rule
        }
        if let rate = try body.rate("taxRate") { settings.taxRate = rate }
        var letterhead = settings.letterhead ?? Letterhead()
        for name in Letterhead.names where call.body[name] != nil {
            letterhead[name] = try body.read(name) { (json) throws(ShopError) in
                try json.stringValue.flatMap { (text) throws(ShopError) in try Letterhead.clean(text, as: name) }
            }
        }
        settings.letterhead = letterhead
        let wanted = settings
        let written = try await write(call) { try await $0.setUp(wanted, as: $1, operation: $2) }
        var json = Self.json(written.value)
        json["write"] = written.json(reach: nil)
        return .json(json)
    }

    private static func json(_ settings: ShopSettings) -> JSON {
        var json: JSON = [
            "name": .string(settings.name), "currency": .string(settings.currency.code),
            "taxRule": .string(settings.taxRule.description), "taxRate": .string(settings.taxRate.description),
        ]
        for (name, text) in settings.letterhead?.lines ?? [] { json[name] = .string(text) }
        return json
    }

    // MARK: Peers

    private func peers() async throws -> JSON {
        let peers = try await node.status().peers
        return ["items": .array(peers.map(Self.json)), "count": JSON(peers.count)]
    }

    private static func json(_ peer: NodeStatus.Peer) -> JSON {
        var json: JSON = [
            "id": .string(peer.id), "name": .string(peer.name), "role": peer.isAdmin ? "admin" : "customer",
            "state": peer.isConnected ? "here" : "away", "catchingUp": .bool(peer.isCatchingUp),
            "pending": JSON(peer.pending), "missing": JSON(peer.missing),
            "roundTripMicroseconds": JSON(peer.roundTripMicroseconds.map { Int64(clamping: $0) }),
            "lossPermille": JSON(peer.lossPermille), "quality": .string(QualityWord(peer).rawValue),
            "lagSeconds": JSON(seconds: peer.lagMicroseconds),
            "convergeSeconds": JSON(seconds: peer.convergeMicroseconds),
            "lastHeard": peer.lastHeardMilliseconds.map { JSON(milliseconds: $0) } ?? .null,
        ]
        if let space = peer.space { json["customer"] = .string(customer(of: space)) }
        return json
    }

    /// The customer's id, which is that of the space.
    static func customer(of space: Space) -> String {
        String(space.description.drop { $0 != "/" }.dropFirst())
    }

    private func addPeer(_ call: PanelCall) async throws -> HTTPResponse {
        try await node.connect(to: BodyReader(call.body).text("address") ?? "")
        return .json(["accepted": true])
    }

    private func invite(_ call: PanelCall) async throws -> HTTPResponse {
        let body = BodyReader(call.body)
        let invitee: Invitee
        switch (body.text("role") ?? "admin", body.text("customer")) {
        case ("customer", let customer?):
            guard let space = try await shop.customer(customer).space else {
                throw ShopError.trade(.notFound(.customer, customer))
            }
            invitee = .customer(space)
        case ("customer", nil):
            throw HTTPFailure(
                .unprocessable, code: "bad-body", "An invitation for a customer must say which.", exit: 2,
                field: "customer")
        case (_, .some):
            throw HTTPFailure(
                .unprocessable, code: "bad-body", "An admin belongs to no customer.", exit: 2,
                hint: "Leave the customer out, or set the role to customer.", field: "customer")
        case (_, nil): invitee = .admin
        }
        let seconds = body.integer("expires") ?? Self.defaultInvitationSeconds
        let invitation = try await node.invite(invitee, expiresIn: .seconds(seconds))
        var json: JSON = [
            "link": .string(invitation.link),
            "expires": JSON(
                microseconds: invitation.expiresSeconds.multipliedReportingOverflow(by: 1_000_000).partialValue),
        ]
        if let code = try? QRCode(invitation.link) { json["qr"] = .array(code.rows.map { .string($0) }) }
        return .json(json, status: .created)
    }

    private static let defaultInvitationSeconds: Int64 = 600

    // MARK: Network

    private func disturb(_ call: PanelCall) async throws -> HTTPResponse {
        guard options.allowsDisturbing else {
            throw HTTPFailure(
                .forbidden, code: "network.protected", "This node's traffic may not be disturbed.",
                hint: "Only a node that was started for demonstrations or tests allows it.")
        }
        let body = BodyReader(call.body)
        var wanted = NetworkFaults.Faults()
        wanted.isCut = body.flag("cut") ?? false
        wanted.delayMilliseconds = body.integer("delay") ?? 0
        wanted.drop = call.body["drop"]?.numberValue ?? 0
        let time = body.integer("seconds").map { Duration.seconds($0) }
        if let time {
            wanted.untilMilliseconds = Int64(TimeText.nowMicroseconds / 1_000) + time.components.seconds * 1_000
        }
        try await faults.set(wanted, for: time)
        return .json(Self.json(wanted))
    }

    static func json(_ faults: NetworkFaults.Faults) -> JSON {
        var json: JSON = [
            "cut": .bool(faults.isCut), "delay": .integer(faults.delayMilliseconds), "drop": .number(faults.drop),
        ]
        if let until = faults.untilMilliseconds { json["until"] = JSON(milliseconds: until) }
        return json
    }
}
