/// One operation of the interface as it is described: method, path, parameters, bodies, who may use it. The table of all of them is
/// ``all``; the server attaches its handlers to it and serves nothing else, and the description (`GET /api/openapi.json`) is made
/// from it. Parameters and bodies are checked against these very schemas before a handler sees them.
package struct PanelOperation: Sendable {
    /// Who may use it.
    package enum Audience: Sendable, Equatable {
        /// Every node's user.
        case everybody
        /// Users of an admin's node; on a customer's node the answer is 403. The text completes "only an admin's computer may …".
        case admins(String)
    }

    /// What it does to the shop's documents.
    package enum Effect: Sendable, Equatable {
        /// Nothing.
        case reads
        /// Changes something that is this node's own affair, such as an address.
        case configures
        /// Writes one transaction: takes an operation id, `wait-peers`, `timeout` and `dry-run`.
        case writes
        /// Writes many transactions, told one by one in a stream.
        case imports
    }

    /// The method.
    package let method: HTTPMethod
    /// The path.
    package let pattern: RoutePattern
    /// Who may use it.
    package let audience: Audience
    /// What it does.
    package let effect: Effect
    /// What the description says of it.
    package let description: OpenAPIOperation

    /// An operation from its parts; the parameters that its effect brings along are added.
    init(
        _ method: HTTPMethod, _ pattern: RoutePattern, id: String, _ summary: String, details: String? = nil, tag: Tag,
        _ effect: Effect = .reads, for audience: Audience = .everybody, parameters: [OpenAPIParameter] = [],
        body: OpenAPIContent? = nil, answers: [OpenAPIOperation.Response]
    ) {
        self.method = method
        self.pattern = pattern
        self.audience = audience
        self.effect = effect
        description = OpenAPIOperation(
            id: id, summary, details: details, tag: tag.rawValue, parameters: parameters + Self.parameters(of: effect),
            body: body, responses: answers)
    }

    /// The chapters of the description.
    enum Tag: String, Sendable {
        case node = "Node"
        case peers = "Peers"
        case documents = "Documents"
        case bills = "Bills"
        case stock = "Stock"
        case insight = "Insight"
        case files = "Files"
        case demo = "Demo"
    }

    private static func parameters(of effect: Effect) -> [OpenAPIParameter] {
        switch effect {
        case .reads, .configures: []
        case .writes: [.idempotencyKey, .user, .waitPeers, .timeout, .dryRun]
        case .imports: [.user, .dryRun]
        }
    }

    /// The operation with what it does.
    func route(handler: @escaping Route.Handler) -> Route { Route(method, pattern, description, handler: handler) }
}
