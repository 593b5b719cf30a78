extension PanelOperation {
    static let node: [PanelOperation] = [
        status, settings, changeSettings, newOperation, network, networkState, health, readiness, openAPI,
    ]

    static let status = PanelOperation(
        .get, "/api/status", id: "getStatus", "How the node is, and what it waits for", tag: .node,
        answers: [.init(.ok, "The status.", .json(named: "Status"))])

    static let settings = PanelOperation(
        .get, "/api/settings", id: "getSettings", "What holds for the whole shop", tag: .node,
        answers: [.init(.ok, "The settings.", .json(named: "Settings"))])

    static let changeSettings = PanelOperation(
        .patch, "/api/settings", id: "changeSettings", "Change what holds for the whole shop",
        details: "Bills that were issued keep what held then.", tag: .node, .writes,
        for: .admins("change the settings"),
        body: .json(named: "SettingsChange"), answers: [.init(.ok, "The settings now.", .json(named: "Settings"))])

    static let newOperation = PanelOperation(
        .post, "/api/operations", id: "makeOperation", "A fresh operation id",
        details:
            "Made once per action of the user, before the first attempt, and sent along with each as `Idempotency-Key`.",
        tag: .node, .configures, answers: [.init(.created, "The id.", .json(named: "Operation"))])

    static let network = PanelOperation(
        .post, "/api/network", id: "disturbNetwork", "Cut, delay, thin out or restore this node's traffic",
        details:
            "For demonstrations and tests; the node's owner must have allowed it. An empty object restores everything.",
        tag: .node, .configures, body: .json(named: "Faults"),
        answers: [.init(.ok, "What holds now.", .json(named: "Faults"))])

    static let networkState = PanelOperation(
        .get, "/api/network", id: "showNetwork", "What disturbs this node's traffic now", tag: .node,
        answers: [.init(.ok, "What holds now.", .json(named: "Faults"))])

    static let health = PanelOperation(
        .get, "/healthz", id: "getHealth", "Whether the process and its loop answer",
        details: "Tells nothing of the shop, and needs neither token nor cookie.", tag: .node,
        answers: [.init(.ok, "They do.", .json(named: "Health"))])

    static let readiness = PanelOperation(
        .get, "/readyz", id: "getReadiness", "Whether the store is open and can be read",
        details: "Working alone is ready.", tag: .node, answers: [.init(.ok, "It is.", .json(named: "Health"))])

    static let openAPI = PanelOperation(
        .get, "/api/openapi.json", id: "getDescription", "This description", tag: .node,
        answers: [.init(.ok, "OpenAPI 3.1.", .json(["type": "object"]))])

    static let peers: [PanelOperation] = [listPeers, addPeer, invite]

    static let listPeers = PanelOperation(
        .get, "/api/peers", id: "listPeers", "The other nodes of the shop that this one may know of", tag: .peers,
        answers: [.init(.ok, "All of them.", .json(named: "PeerList"))])

    static let addPeer = PanelOperation(
        .post, "/api/peers", id: "addPeer", "Tell where another node of the shop listens",
        details: "It admits nobody: who is there must belong to the shop already.", tag: .peers, .configures,
        body: .json(named: "NewPeer"),
        answers: [.init(.ok, "It is tried now and whenever it is not connected.", .json(named: "Accepted"))])

    static let invite = PanelOperation(
        .post, "/api/invitations", id: "invite", "Invite another computer into the shop",
        details: "It admits one computer, once. The link is a secret while it holds.", tag: .peers, .configures,
        for: .admins("invite others"), body: .json(named: "NewInvitation"),
        answers: [.init(.created, "The invitation.", .json(named: "Invitation"))])
}
