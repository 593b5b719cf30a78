/// A node of the same demonstration on this computer, called over its socket like the `replica` command does.
struct DemoNeighbour: Sendable {
    let directory: String
    let name: String
    /// `admin` or `customer`.
    let role: String
    /// Of a customer's node: which customer.
    let customer: String?
    /// Whether it is this node itself.
    let isSelf: Bool
    private let client: HTTPClient

    /// How long one call may take: it is the same computer.
    private static let time = Duration.seconds(5)

    /// Asks who is there; nil if nobody answers.
    init?(directory: String, isSelf: Bool) async {
        let client = HTTPClient(endpoint: .unix(path: directory + "/" + PanelServer.socketName))
        guard let response = try? await client.send(HTTPClientRequest("GET", "/api/status"), within: Self.time),
            let status = try? response.json(), let name = status["name"]?.stringValue,
            let role = status["role"]?.stringValue
        else { return nil }
        self.client = client
        self.directory = directory
        self.isSelf = isSelf
        self.name = name
        self.role = role
        customer = status["customer"]?.stringValue
    }

    /// A link to its panel for one browser.
    func link() async throws -> String {
        try await call("POST", "/api/links", nil)["url"]?.stringValue ?? ""
    }

    /// Calls one of its routes.
    /// - Throws: an ``HTTPFailure`` with its refusal.
    func call(_ method: String, _ target: String, _ body: JSON?) async throws -> JSON {
        let request = body.map { HTTPClientRequest(method, target, json: $0) } ?? HTTPClientRequest(method, target)
        let response = try await client.send(request, within: Self.time)
        let json = try response.json()
        guard response.status < 300 else {
            throw HTTPFailure(
                .conflict, code: json["error"]?["code"]?.stringValue ?? "demo.neighbour",
                "\(name) refused: \(json["error"]?["message"]?.stringValue ?? "no reason given")")
        }
        return json
    }
}
