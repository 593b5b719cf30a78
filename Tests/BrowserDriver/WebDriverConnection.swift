import ReplicaPanel

/// WebDriver over HTTP (W3C WebDriver, section 6), as chromedriver and WebKitWebDriver speak it.
struct WebDriverConnection: BrowserConnection {
    private let client: HTTPClient
    private let session: String

    private static let commandTime = Duration.seconds(60)

    /// Waits for the driver to answer, and begins a session.
    init(port: UInt16, capabilities: JSON, of process: GuardedProcess) async throws(BrowserError) {
        let client = HTTPClient(endpoint: .loopback(port: port))
        _ = try await process.wait(for: "the driver's port") { () async throws(BrowserError) -> Bool? in
            try? await client.send(HTTPClientRequest("GET", "/status"), within: .seconds(1)).status == 200 ? true : nil
        }
        let answer = try await Self.call(
            client, "POST", "/session", ["capabilities": ["alwaysMatch": capabilities]])
        guard let session = answer["sessionId"]?.stringValue else { throw .notStarted("\(answer)") }
        self.client = client
        self.session = session
    }

    func send(_ command: BrowserCommand) async throws(BrowserError) -> JSON {
        let (method, path, _) = command.names
        return try await Self.call(client, method, "/session/\(session)\(path)", command.parameters)
    }

    func send(_ name: String, _ parameters: JSON) async throws(BrowserError) -> JSON {
        try await Self.call(client, "POST", "/session/\(session)/\(name)", parameters)
    }

    private static func call(
        _ client: HTTPClient, _ method: String, _ path: String, _ parameters: JSON
    ) async throws(BrowserError) -> JSON {
        let request =
            method == "POST" ? HTTPClientRequest(method, path, json: parameters) : HTTPClientRequest(method, path)
        let (status, json): (Int, JSON)
        do {
            let response = try await client.send(request, within: commandTime)
            (status, json) = (response.status, try response.json())
        } catch {
            throw .lost("\(method) \(path): \(error)")
        }
        let value = json["value"] ?? .null
        guard status == 200 else {
            throw .refused(
                code: value["error"]?.stringValue ?? "status \(status)",
                message: String((value["message"]?.stringValue ?? "").prefix(500)))
        }
        return value
    }
}
