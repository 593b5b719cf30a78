import Foundation
import ReplicaShop
import Testing

@testable import ReplicaPanel

/// The page, its files, and how a browser is let in.
@Suite struct PanelPageTests {
    private static let write: HTTPHeaders = [HTTPOriginPolicy.writeHeader: "1"]

    private func served() async throws -> (panel: TestPanel, client: HTTPClient) {
        var options = PanelOptions()
        options.webPort = 0
        let panel = try await TestPanel.found(options: options)
        return (panel, HTTPClient(endpoint: try #require(panel.server.web)))
    }

    private func show(_ code: String, to client: HTTPClient) async throws -> HTTPClientResponse {
        try await client.send(
            HTTPClientRequest("POST", "/api/session", headers: Self.write, json: ["code": .string(code)]))
    }

    private func newCode(_ panel: TestPanel) throws -> String {
        let link = try #require(panel.server.newLink())
        return String(try #require(link.split(separator: "=").last))
    }

    /// What a browser sends back.
    private func cookie(from answer: HTTPClientResponse) throws -> String {
        let line = try #require(answer.headers["Set-Cookie"])
        return String(try #require(line.split(separator: ";").first))
    }

    @Test func `a link lets one browser in, once, and its cookie opens the interface`() async throws {
        let (panel, client) = try await served()
        let code = try newCode(panel)
        let opened = try await show(code, to: client)
        #expect(opened.status == 200)
        let line = try #require(opened.headers["Set-Cookie"])
        #expect(line.hasSuffix("; HttpOnly; SameSite=Strict") && line.contains("Path=/"))
        #expect(try await show(code, to: client).status == 403)
        let value = try cookie(from: opened)
        let status = HTTPClientRequest("GET", "/api/status", headers: ["Cookie": value])
        #expect(try await client.send(status).status == 200)
        let forged = HTTPClientRequest("GET", "/api/status", headers: ["Cookie": value.dropLast() + "x"])
        #expect(try await client.send(forged).status == 401)
        await panel.close()
    }

    @Test func `a cookie outlives the node, a link does not`() async throws {
        let (panel, client) = try await served()
        let value = try cookie(from: try await show(try newCode(panel), to: client))
        let unused = try newCode(panel)
        let port = try #require(panel.server.web)
        panel.server.stop()
        var options = PanelOptions()
        options.webPort = 0
        let again = try PanelServer(panel.shop, options: options)
        #expect(again.web == port, "open pages find it where it was")
        #expect(try await show(unused, to: client).status == 403)
        #expect(
            try await client.send(HTTPClientRequest("GET", "/api/status", headers: ["Cookie": value])).status == 200)
        again.stop()
        await panel.close()
    }

    @Test func `only so many links are unused at once`() async throws {
        let (panel, client) = try await served()
        let first = try newCode(panel)
        var last = ""
        for _ in 0..<16 { last = try newCode(panel) }
        #expect(try await show(first, to: client).status == 403)
        #expect(try await show(last, to: client).status == 200)
        #expect(try await show("", to: client).status == 422)
        await panel.close()
    }

    @Test func `every address of the page gives the page, without anything of the shop`() async throws {
        let (panel, client) = try await served()
        let page = try await client.send(HTTPClientRequest("GET", "/"))
        #expect(page.status == 200)
        #expect(page.headers["Content-Type"] == "text/html; charset=utf-8")
        #expect(page.headers["Content-Security-Policy"]?.contains("default-src 'self'") == true)
        for path in ["/bills", "/bills/2026-A-0001", "/stock/moves", "/nothing"] {
            #expect(try await client.send(HTTPClientRequest("GET", path)).body == page.body)
        }
        for path in ["/api/nothing", "/app/nothing", "/readyz", "/metrics", "/a/b/c/d"] {
            #expect(try await client.send(HTTPClientRequest("GET", path)).status != 200, "\(path)")
        }
        #expect(try await client.send(HTTPClientRequest("POST", "/bills", headers: Self.write)).status == 401)
        let foreign = HTTPClientRequest("GET", "/", headers: ["Origin": "https://evil.example"])
        #expect(try await client.send(foreign).status == 403)
        await panel.close()
    }

    @Test func `every file that the page names is there, and comes again only if it changed`() async throws {
        let (panel, client) = try await served()
        var waiting = ["/"]
        var seen: Set<String> = []
        while let path = waiting.popLast() {
            guard seen.insert(path).inserted else { continue }
            let answer = try await client.send(HTTPClientRequest("GET", path))
            #expect(answer.status == 200, "\(path)")
            waiting += String(decoding: answer.body, as: UTF8.self).matches(of: /["'](\/app\/[a-z.-]+)["']/).map {
                String($0.1)
            }
            let known = HTTPClientRequest("GET", path, headers: ["If-None-Match": answer.headers["ETag"] ?? ""])
            if path != "/" { #expect(try await client.send(known).status == 304) }
        }
        #expect(seen.count == PanelFile.all.count, "a file that nothing names is dead")
        await panel.close()
    }

    @Test func `text never becomes markup in the page's own code`() {
        for (name, file) in PanelFile.all where name.hasSuffix(".js") {
            let text = String(decoding: file.bytes, as: UTF8.self)
            for way in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"] {
                #expect(!text.contains(way), "\(name) uses \(way)")
            }
        }
    }
}
