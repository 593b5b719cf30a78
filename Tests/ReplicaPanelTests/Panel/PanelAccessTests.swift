import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct PanelAccessTests {
    private func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }

    @Test func `the socket and the token are their owner's alone`() async throws {
        var options = PanelOptions()
        options.webPort = 0
        let panel = try await TestPanel.found(options: options)
        #expect(try mode(of: panel.server.socketPath) == 0o600)
        let token = panel.directory.path + "/a/" + PanelToken.fileName
        #expect(try mode(of: token) == 0o600)
        let text = try PanelToken(directory: panel.directory.path + "/a").text
        #expect(try PanelToken(directory: panel.directory.path + "/a").text == text)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: token)
        #expect(throws: PanelServerError.self) { try PanelToken(directory: panel.directory.path + "/a") }
        await panel.close()
        #expect(!FileManager.default.fileExists(atPath: panel.server.socketPath))
    }

    @Test func `nothing on TCP is answered without the token`() async throws {
        var options = PanelOptions()
        options.webPort = 0
        let panel = try await TestPanel.found(options: options)
        let client = HTTPClient(endpoint: try #require(panel.server.web))
        for operation in PanelOperation.all where !["openSession", "getHealth"].contains(operation.description.id) {
            let path = operation.pattern.description.map { "{}".contains($0) ? "x" : String($0) }.joined()
            let request = HTTPClientRequest(
                operation.method.rawValue, path, headers: [HTTPOriginPolicy.writeHeader: "1"])
            #expect(try await client.send(request).status == 401, "\(operation.method) \(path)")
        }
        #expect(try await client.send(HTTPClientRequest("GET", "/api/nothing")).status == 401)
        let health = try await client.send(HTTPClientRequest("GET", "/healthz"))
        #expect(health.status == 200 && String(decoding: health.body, as: UTF8.self) == "{\"status\":\"ok\"}")
        let wrong = HTTPClientRequest("GET", "/api/status", headers: ["Authorization": "Bearer 00"])
        let refusal = try await client.send(wrong)
        #expect(refusal.status == 401)
        #expect(refusal.headers["WWW-Authenticate"] == "Bearer")
        #expect(try refusal.json().exit == 6)
        let upload = HTTPClientRequest(
            "POST", "/api/import?what=products",
            headers: ["Content-Type": "text/csv", HTTPOriginPolicy.writeHeader: "1"],
            body: Array(repeating: 0x61, count: 2 << 20))
        #expect((try? await client.send(upload).status) ?? 401 == 401)
        await panel.close()
    }

    @Test func `with the token a script may call, and a foreign page may not`() async throws {
        var options = PanelOptions()
        options.webPort = 0
        let panel = try await TestPanel.found(options: options)
        let client = HTTPClient(endpoint: try #require(panel.server.web))
        let token = try PanelToken(directory: panel.directory.path + "/a").text
        let bearer: HTTPHeaders = ["Authorization": "Bearer \(token)"]
        let status = try await client.send(HTTPClientRequest("GET", "/api/status", headers: bearer))
        #expect(status.status == 200)
        #expect(try status.json()["panel"] == .string(panel.server.web!.description))
        var foreign = bearer
        foreign["Origin"] = "https://evil.example"
        #expect(try await client.send(HTTPClientRequest("GET", "/api/status", headers: foreign)).status == 403)
        let product: JSON = ["sku": "A", "name": "A", "price": "1"]
        let simple = HTTPClientRequest("POST", "/api/product", headers: bearer, json: product)
        #expect(try await client.send(simple).status == 403)
        var writing = bearer
        writing[HTTPOriginPolicy.writeHeader] = "1"
        let written = HTTPClientRequest("POST", "/api/product", headers: writing, json: product)
        #expect(try await client.send(written).status == 201)
        await panel.close()
    }

    @Test func `a customer's node serves what the customer holds and refuses the rest`() async throws {
        let directory = try ShortDirectory()
        var options = PanelOptions()
        options.allowsDisturbing = true
        let panel = try await TestPanel.found(in: directory, options: options)
        try await panel.pen()
        let mei = try await panel.mei()
        let number = try await panel.bill().text("number")
        _ = try await panel.post(
            "/api/bill", ["customer": "walk-in", "lines": [["sku": "PEN-01", "quantity": 1]]], expecting: 201)
        let customer = try await panel.join(
            ["role": "customer", "customer": "C-104", "expires": 60], in: "c", as: "Mei's laptop")

        // The feed tells when the bill has come.
        let events = try await customer.events("/api/feed?since=0&collection=bill") {
            $0.json["types"]?.arrayValue?.contains("bill.created") == true
        }
        #expect(events.last?.json["documents"]?[0]?["key"] == .string(number))
        #expect(events.last?.json["own"] == false)
        #expect(try await customer.get("/api/status")["role"] == "customer")
        #expect(try await customer.get("/api/status")["customer"] == mei["id"])
        let first = try await customer.get("/api/bill")
        #expect(first["count"] == 1)
        #expect(first["items"]?[0]?["news"] == nil, "what was there before the first look is nothing new")
        let reported = try await customer.post("/api/bill/\(number)/report?wait-peers=1&timeout=20000")
        #expect(reported["payment"] == "reported")
        #expect(reported["write"]?["waited"]?["attained"] == true)
        #expect(try await panel.get("/api/bill/\(number)")["payment"] == "reported")
        #expect(try await customer.get("/api/bill/\(number)")["news"] == "changed")
        _ = try await customer.post("/api/bill/\(number)/seen")
        #expect(try await customer.get("/api/bill/\(number)")["news"] == nil)
        let since = try await customer.get("/api/status")["feed"]?.integerValue ?? 0
        _ = try await panel.post("/api/bill/\(number)/pay")
        let second = try await panel.bill().text("number")
        _ = try await customer.events("/api/feed?since=\(since)&collection=bill") {
            $0.json["types"]?.arrayValue?.contains("bill.created") == true
        }
        #expect(try await customer.get("/api/bill/\(number)")["news"] == "paid")
        #expect(try await customer.get("/api/bill/\(second)")["news"] == "new")
        #expect(try await panel.get("/api/bill/\(second)")["news"] == nil)
        _ = try await customer.post("/api/seen")
        #expect(try await customer.get("/api/bill")["items"]?.arrayValue?.allSatisfy { $0["news"] == nil } == true)
        for target in [
            "/api/product", "/api/customer", "/api/draft", "/api/stock", "/api/stockTransaction", "/api/audit/numbers",
        ] {
            let refused = try await customer.get(target, expecting: 403)
            #expect(refused.exit == 6)
        }
        for (target, body) in [
            ("/api/bill/\(number)/pay", [:]), ("/api/bill/\(number)/void", ["reason": "x"]),
            ("/api/product", ["sku": "A", "name": "A", "price": "1"]), ("/api/invitations", [:]),
        ] as [(String, JSON)] {
            #expect(try await customer.post(target, body, expecting: 403).code == "role.admin")
        }
        let peers = try await panel.get("/api/peers")
        #expect(peers["items"]?[0]?["name"] == "Mei's laptop")
        #expect(peers["items"]?[0]?["customer"] == mei["id"])
        #expect(try await panel.post("/api/network", ["cut": true, "delay": 5, "drop": 0.5])["cut"] == true)
        #expect(try await panel.post("/api/network")["drop"] == 0.0)
        #expect(try await panel.post("/api/peers", ["address": "127.0.0.1:9"])["accepted"] == true)
        await customer.close()
        await panel.close()
    }
}
