import Foundation
import NodeProcesses
import ReplicaPanel
import Synchronization

/// One computer of the shop: its directory, and its node in a process of its own, which may be killed and started again.
final class ShopComputer: Sendable {
    private struct State {
        var process: NodeProcess?
        var port: Int64 = 0
    }

    /// A call of the node's interface was refused, or a command failed.
    struct Refused: Error, CustomStringConvertible { let description: String }

    let directory: String
    private let addresses: [String]
    private let state = Mutex(State())

    init(_ directory: String, addresses: [String] = []) {
        self.directory = directory
        self.addresses = addresses
    }

    // MARK: The process

    /// Founds a shop.
    func found() async throws { try await replica(["init", "--dir", directory, "--name", "Corner Shop"]) }

    /// Joins the shop of another one.
    func join(_ other: ShopComputer, name: String, _ invitation: JSON) async throws {
        guard let link = try await other.post("/api/invitations", invitation)["link"]?.stringValue else {
            throw Refused(description: "no link")
        }
        let words = ["join", "-", "--dir", directory, "--name", name, "--address", other.address]
        try await replica(words, input: link + "\n")
    }

    private func replica(_ words: [String], input: String? = nil) async throws {
        let result = try await ReplicaProcess().run(words, input: input)
        guard result.status == 0 else {
            throw Refused(description: "\(words.joined(separator: " ")): \(result.errors)")
        }
    }

    /// Where the others reach it.
    var address: String { "127.0.0.1:\(state.withLock { $0.port })" }

    /// Runs its node; at the port that it had before, so that the others find it again.
    func start() async throws {
        let port = state.withLock { $0.port }
        let process = try await NodeProcess.node(
            directory,
            ["--allow-faults"] + addresses.flatMap { ["--address", $0] }, port: port)
        let now = try await get("/api/status")["port"]?.integerValue ?? 0
        state.withLock { $0 = State(process: process, port: now) }
    }

    /// Ends its node without a word.
    func kill() async {
        let process = state.withLock { $0.process.take() }
        await process?.end()
    }

    // MARK: The interface

    func get(_ target: String) async throws -> JSON { try await call("GET", target) }

    @discardableResult
    func post(_ target: String, _ body: JSON = [:]) async throws -> JSON { try await call("POST", target, body) }

    @discardableResult
    func patch(_ target: String, _ body: JSON) async throws -> JSON { try await call("PATCH", target, body) }

    /// A link that lets one browser in.
    func link() async throws -> String { try await post("/api/links")["url"]?.stringValue ?? "" }

    private func call(_ method: String, _ target: String, _ body: JSON? = nil) async throws -> JSON {
        let client = HTTPClient(endpoint: .unix(path: directory + "/replica.sock"))
        let response = try await client.send(
            body.map { HTTPClientRequest(method, target, json: $0) } ?? HTTPClientRequest(method, target))
        let answer = try response.json()
        guard response.status < 300 else { throw Refused(description: "\(method) \(target): \(answer)") }
        return answer
    }
}
