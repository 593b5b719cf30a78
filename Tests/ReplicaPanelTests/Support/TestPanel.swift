import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

/// A real shop on a real node, served on a socket in a directory of its own. Every answer is compared with what the served
/// description promises.
final class TestPanel: Sendable {
    let directory: ShortDirectory
    let shop: ShopNode
    let server: PanelServer
    let description: JSON

    /// Founds a shop in `name` and serves it.
    static func found(
        in directory: ShortDirectory? = nil, _ name: String = "a", options: PanelOptions = PanelOptions()
    ) async throws -> TestPanel {
        let directory = try directory ?? ShortDirectory()
        let shop = try await ShopNode.found(
            at: directory.path + "/" + name,
            settings: ShopSettings(name: "Corner shop", taxRate: TaxRate(basisPoints: 1900)!), nodeName: "Till 1",
            timeZone: TimeZone(secondsFromGMT: 0)!
        ).shop
        return try await TestPanel(directory, shop, options)
    }

    init(_ directory: ShortDirectory, _ shop: ShopNode, _ options: PanelOptions = PanelOptions()) async throws {
        self.directory = directory
        self.shop = shop
        server = try PanelServer(shop, options: options)
        let client = HTTPClient(endpoint: .unix(path: server.socketPath))
        description = try await client.send(HTTPClientRequest("GET", "/api/openapi.json")).json()
    }

    /// Stops the server and closes the node.
    func close() async {
        try? await onOwnThread { [server] in server.stop() }
        await shop.close()
    }

    var client: HTTPClient { HTTPClient(endpoint: .unix(path: server.socketPath)) }

    // MARK: Calling

    /// Calls a route and checks the answer against the description.
    @discardableResult
    func call(
        _ method: String, _ target: String, _ body: JSON? = nil, headers: HTTPHeaders = [:],
        expecting status: Int = 200,
        _ location: SourceLocation = #_sourceLocation
    ) async throws -> JSON {
        var request = HTTPClientRequest(method, target, headers: headers)
        if let body { request = HTTPClientRequest(method, target, headers: headers, json: body) }
        let response = try await client.send(request)
        let json = try response.json()
        #expect(response.status == status, "\(method) \(target): \(json)", sourceLocation: location)
        check(method, target, response.status, json, location)
        return json
    }

    func get(_ target: String, expecting status: Int = 200, _ location: SourceLocation = #_sourceLocation) async throws
        -> JSON
    {
        try await call("GET", target, expecting: status, location)
    }

    func post(
        _ target: String, _ body: JSON = [:], headers: HTTPHeaders = [:], expecting status: Int = 200,
        _ location: SourceLocation = #_sourceLocation
    ) async throws -> JSON {
        try await call("POST", target, body, headers: headers, expecting: status, location)
    }

    /// The events of a stream, collected until `isLast` says so. A stream that never says so fails the test after a while.
    func events(
        _ target: String, method: String = "GET", headers: HTTPHeaders = [:], body: [UInt8] = [],
        until isLast: @escaping @Sendable (ServerSentEvent) -> Bool
    ) async throws -> [ServerSentEvent] {
        let (client, request) = (client, HTTPClientRequest(method, target, headers: headers, body: body))
        return try await onOwnThread {
            var events: [ServerSentEvent] = []
            try client.streamBlocking(request, silence: .seconds(20)) { frame in
                guard case .event(let event) = frame else { return true }
                events.append(event)
                return !isLast(event)
            }
            return events
        }
    }

    // MARK: The description

    private func check(_ method: String, _ target: String, _ status: Int, _ json: JSON, _ location: SourceLocation) {
        let path = target.prefix { $0 != "?" }.split(separator: "/").map(String.init)
        let operation = operation(method.lowercased(), path)
        let documented = operation?["responses"]?["\(status)"]?["content"]?["application/json"]?["schema"]
        let error: JSON? = status >= 400 ? ["$ref": "#/components/schemas/Error"] : nil
        guard let schema = documented ?? error else {
            Issue.record("\(method) \(target) answered \(status), which is not described", sourceLocation: location)
            return
        }
        let shape = JSONShape(schemas: description["components"]?["schemas"]?.objectValue ?? [:])
        let flaw = shape.flaw(of: json, in: schema)
        #expect(flaw == nil, "\(method) \(target): \(json)", sourceLocation: location)
    }

    /// The description of what is called, the most literal path first.
    private func operation(_ method: String, _ path: [String]) -> JSON? {
        let fitting = (description["paths"]?.objectValue ?? [:]).filter { member in
            let pattern = member.key.split(separator: "/")
            return pattern.count == path.count
                && zip(pattern, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return fitting.min { $0.key.count(where: { $0 == "{" }) < $1.key.count(where: { $0 == "{" }) }?.value[method]
    }
}

extension TestPanel {
    /// A pen for 1.50 with so many pieces, threshold 5.
    @discardableResult
    func pen(stock: Int64 = 40) async throws -> JSON {
        try await post(
            "/api/product",
            [
                "sku": "PEN-01", "name": "Pen, blue", "price": "1.50", "threshold": 5, "barcode": "4006381333931",
                "stock": .integer(stock),
            ], expecting: 201)
    }

    /// A customer with the key `C-104`.
    @discardableResult
    func mei() async throws -> JSON {
        try await post(
            "/api/customer", ["name": "Mei Tan", "ref": "C-104", "email": "mei@example.com"], expecting: 201)
    }

    /// An issued bill of Mei's for so many pens.
    func bill(pens: Int64 = 2) async throws -> JSON {
        try await post(
            "/api/bill", ["customer": "C-104", "lines": [["sku": "PEN-01", "quantity": .integer(pens)]]], expecting: 201
        )
    }
}

extension JSON {
    /// A member's text; empty if there is none.
    func text(_ key: String) -> String { self[key]?.stringValue ?? "" }
    /// The code of an error answer.
    var code: String? { self["error"]?["code"]?.stringValue }
    /// How the command would end.
    var exit: Int64? { self["error"]?["exit"]?.integerValue }
}

extension ServerSentEvent {
    /// The data as JSON.
    var json: JSON { (try? JSON.decode(data)) ?? .null }
}
