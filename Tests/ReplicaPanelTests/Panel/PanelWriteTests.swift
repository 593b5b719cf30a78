import Foundation
import ReplicaPanel
import Testing

@Suite struct PanelWriteTests {
    @Test func `an operation done twice is done once`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let operation = try await panel.call("POST", "/api/operations", expecting: 201).text("operation")
        let body: JSON = ["customer": "C-104", "lines": [["sku": "PEN-01", "quantity": 2]]]
        let first = try await panel.post("/api/bill", body, headers: ["Idempotency-Key": operation], expecting: 201)
        let second = try await panel.post("/api/bill", body, headers: ["Idempotency-Key": operation])
        #expect(first["number"] == second["number"])
        #expect(second["write"]?["repetition"] == true)
        #expect(try await panel.get("/api/bill")["count"] == 1)
        #expect(try await panel.get("/api/product/PEN-01")["level"] == 38)
        await panel.close()
    }

    @Test func `an operation id that is none, or another action's, is refused`() async throws {
        let panel = try await TestPanel.found()
        try await panel.mei()
        let wrong = try await panel.post(
            "/api/draft", headers: ["Idempotency-Key": String(repeating: "z", count: 80)], expecting: 400)
        #expect(wrong.code == "bad-operation-id")
        #expect(try await panel.post("/api/draft", headers: ["Idempotency-Key": "7"], expecting: 400).exit == 2)
        let operation = try await panel.call("POST", "/api/operations", expecting: 201).text("operation")
        _ = try await panel.post("/api/draft", headers: ["Idempotency-Key": operation], expecting: 201)
        let other = try await panel.post(
            "/api/customer", ["name": "Lee"], headers: ["Idempotency-Key": operation], expecting: 422)
        #expect(other.code == "argument.invalid")
        await panel.close()
    }

    @Test func `a dry run is judged, tells the result and writes nothing`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen()
        try await panel.mei()
        let before = try await panel.get("/api/status")["feed"]
        let tried = try await panel.post(
            "/api/bill?dry-run", ["customer": "C-104", "lines": [["sku": "PEN-01", "quantity": 2]]])
        #expect(tried["number"]?.stringValue?.hasSuffix("-A-0001") == true)
        #expect(tried["write"]?["dryRun"] == true)
        let refused = try await panel.post(
            "/api/product?dry-run=true", ["sku": "PEN-01", "name": "Twin", "price": "1"], expecting: 409)
        #expect(refused.code == "product.taken")
        _ = try await panel.post("/api/stock/PEN-01/receive?dry-run", ["quantity": 5])
        #expect(try await panel.get("/api/status")["feed"] == before)
        #expect(try await panel.get("/api/bill")["count"] == 0)
        #expect(try await panel.get("/api/product/PEN-01")["level"] == 40)
        await panel.close()
    }

    @Test func `waiting for peers says how far it got`() async throws {
        let panel = try await TestPanel.found()
        let answer = try await panel.post(
            "/api/product?wait-peers=1&timeout=0", ["sku": "A", "name": "A", "price": "1"], expecting: 201)
        #expect(answer["write"]?["waited"] == ["asked": 1, "reached": 0, "attained": false])
        await panel.close()
    }

    @Test func `two writers at once lose nothing`() async throws {
        let panel = try await TestPanel.found()
        try await panel.pen(stock: 1000)
        try await panel.mei()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<2 {
                group.addTask {
                    for _ in 0..<10 {
                        if writer == 0 {
                            _ = try await panel.bill(pens: 1)
                        } else {
                            _ = try await panel.post("/api/stock/PEN-01/receive", ["quantity": 2])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await panel.get("/api/product/PEN-01")["level"] == 1010)
        let bills = try await panel.get("/api/bill?sort=number")["items"]?.arrayValue ?? []
        let counters = bills.compactMap { Int($0.text("number").suffix(4)) }
        #expect(counters == Array(1...10))
        #expect(try await panel.get("/api/audit/stock")["sound"] == true)
        await panel.close()
    }

    private static let badInput: [(method: String, target: String, body: String?, status: Int)] = [
        ("GET", "/api/bill?colour=red", nil, 400), ("GET", "/api/bill?state=lost", nil, 400),
        ("GET", "/api/bill?limit=0", nil, 400), ("GET", "/api/bill?limit=many", nil, 400),
        ("GET", "/api/bill?limit=1&limit=2", nil, 400), ("GET", "/api/bill?after=zz", nil, 400),
        ("GET", "/api/bill?since=yesterday", nil, 400), ("GET", "/api/bill?customer=nobody-here", nil, 404),
        ("GET", "/api/bill/2026-A-0042", nil, 404), ("GET", "/api/bill/x", nil, 404),
        ("GET", "/api/nothing", nil, 404),
        ("GET", "/api/explain", nil, 400), ("GET", "/api/explain?ref=bill", nil, 400),
        ("GET", "/api/feed?since=-1", nil, 400), ("GET", "/api/export?what=all&format=csv", nil, 422),
        ("POST", "/api/product", "{", 400), ("POST", "/api/product", "[]", 422),
        ("POST", "/api/product", "{}", 422),
        ("POST", "/api/product", #"{"sku":"A","name":"A","price":"12,50"}"#, 422),
        ("POST", "/api/product", #"{"sku":"A","name":"A","price":{"minor":1.5,"currency":"EUR"}}"#, 422),
        ("POST", "/api/product", #"{"sku":"A","name":"A","price":"1","color":"red"}"#, 422),
        ("POST", "/api/product", #"{"sku":"A B","name":"A","price":"1"}"#, 422),
        ("POST", "/api/bill", #"{"customer":"walk-in","lines":[]}"#, 422),
        ("POST", "/api/bill", #"{"customer":"walk-in","lines":[{"sku":"NONE","quantity":1}]}"#, 404),
        (
            "POST", "/api/bill", #"{"customer":"walk-in","lines":[{"sku":"A","quantity":1}],"date":"2026-02-30"}"#,
            422
        ),
        ("POST", "/api/stock/NONE/receive", #"{"quantity":1}"#, 404),
        ("POST", "/api/stock/NONE/receive", #"{"quantity":0}"#, 422), ("PUT", "/api/bill", "{}", 405),
        ("DELETE", "/api/status", nil, 405), ("POST", "/api/peers", #"{"address":"nowhere"}"#, 422),
        ("POST", "/api/invitations", #"{"role":"customer"}"#, 422), ("POST", "/api/network", #"{"cut":true}"#, 403),
    ]

    @Test func `bad input gets a plain refusal`() async throws {
        let panel = try await TestPanel.found()
        for (method, target, body, status) in Self.badInput {
            var request = HTTPClientRequest(method, target)
            if let body {
                request.body = Array(body.utf8)
                request.headers["Content-Type"] = "application/json"
            }
            let response = try await panel.client.send(request)
            let json = try response.json()
            #expect(response.status == status, "\(method) \(target): \(json)")
            #expect(json["error"]?["message"]?.stringValue?.hasSuffix(".") == true, "\(json)")
            #expect(json.exit.map { (1...6).contains($0) } == true, "\(json)")
        }
        await panel.close()
    }

    @Test func `a body that is announced as something else, or is too large, is refused`() async throws {
        let panel = try await TestPanel.found()
        let plain = HTTPClientRequest(
            "POST", "/api/product", headers: ["Content-Type": "text/plain"], body: Array("{}".utf8))
        #expect(try await panel.client.send(plain).status == 415)
        let large = HTTPClientRequest(
            "POST", "/api/product", headers: ["Content-Type": "application/json"],
            body: Array(repeating: 0x20, count: 1 << 20 + 1))
        #expect(try await panel.client.send(large).status == 413)
        await panel.close()
    }
}
