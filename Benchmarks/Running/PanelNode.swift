import BrowserDriver
import Foundation
import ReplicaPanel

/// A node with its panel in a process of its own: it is called as scripts call it, by its socket.
final class PanelNode {
    private let run: BenchmarkRun
    private let directory: String
    private var process: ChildProcess
    private var socket: String
    private var port = "0"
    private let peer: String?

    /// Founds a shop with so many products, customers and bills.
    init(_ run: BenchmarkRun, products: Int, customers: Int, bills: Int) throws {
        self.run = run
        directory = run.newPath()
        peer = nil
        process = try run.start("panel")
        socket = try process.ask("found \(directory)")[0]
        try process.ask("sample \(products) \(customers) \(bills)")
        port = try process.ask("start 0")[0]
    }

    /// Joins the shop of another one, as an admin's computer or as a customer's.
    init(
        _ run: BenchmarkRun, joining other: PanelNode, as customer: String? = nil, name: String = "Office"
    ) async throws {
        self.run = run
        directory = run.newPath()
        peer = "127.0.0.1:\(other.port)"
        let invitation: JSON = customer.map { ["role": "customer", "customer": .string($0)] } ?? ["role": "admin"]
        let link = try await other.post("/api/invitations", invitation)["link"]?.stringValue ?? ""
        process = try run.start("panel")
        socket = try process.ask("join \(directory) \(link) \(name)")[0]
        port = try process.ask("start 0 \(peer ?? "")")[0]
        while try await get("/api/peers")["items"]?[0]?["state"] != "here" {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Ends it without a word.
    func kill() { process.kill() }

    /// Starts it anew where it was; returns when it serves.
    func restart() throws {
        process = try run.start("panel")
        socket = try process.ask("open \(directory)")[0]
        try process.ask(["start", port, peer].compactMap { $0 }.joined(separator: " "))
    }

    /// Bytes of memory that the process holds.
    func resident() throws -> Double { try process.number("resident") }

    func get(_ target: String) async throws -> JSON { try await call(HTTPClientRequest("GET", target)) }

    @discardableResult
    func post(_ target: String, _ body: JSON = [:]) async throws -> JSON {
        try await call(HTTPClientRequest("POST", target, json: body))
    }

    private func call(_ request: HTTPClientRequest) async throws -> JSON {
        let response = try await HTTPClient(endpoint: .unix(path: socket)).send(request)
        let answer = try response.json()
        guard response.status < 300 else { throw BenchmarkError.failed("\(request.target): \(answer)") }
        return answer
    }

    /// Opens the panel in a browser, at an address, and waits until it is live.
    func open(_ page: BrowserPage, _ path: String = "/") async throws {
        try await page.open(try await post("/api/links")["url"]?.stringValue ?? "")
        try await page.wait("the panel opens", until: Self.isShown)
        try await page.run(Self.follow, .string(path))
        try await page.wait("\(path) opens", until: Self.isShown)
    }

    /// Whether the page shows what it has and follows the node.
    static let isShown = """
        return document.querySelector("main h1") && !document.querySelector(".skeleton")
          && !/Connecting|answering/.test(document.querySelector("#reach")?.innerText ?? "Connecting");
        """

    /// Follows a link within the page.
    static let follow = """
        const link = document.createElement("a");
        link.href = arguments[0];
        document.body.append(link);
        link.click();
        link.remove();
        """
}
