import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

@Suite struct PanelDemoTests {
    static var allowing: PanelOptions {
        var options = PanelOptions()
        options.allowsDisturbing = true
        return options
    }

    @Test func `a node that was not started for demonstrations makes none`() async throws {
        let panel = try await TestPanel.found()
        #expect(try await panel.get("/api/demo")["allowed"] == false)
        for word in ["products", "bills", "moves", "conflict", "refused", "below-zero", "clear"] {
            #expect(try await panel.post("/api/demo/\(word)", expecting: 403).code == "demo.protected", "\(word)")
        }
        #expect(try await panel.call("POST", "/api/demo/links", expecting: 403).code == "demo.protected")
        #expect(try await panel.get("/api/product")["count"] == 0)
        #expect(try await panel.get("/api/network") == ["cut": false, "delay": 0, "drop": 0.0])
        await panel.close()
    }

    @Test func `demo records are marked, sound, and go as far as the books permit`() async throws {
        let panel = try await TestPanel.found(options: Self.allowing)
        try await panel.pen()
        try await panel.mei()
        let own = try await panel.bill().text("number")
        #expect(try await panel.post("/api/demo/products", ["count": 4])["products"] == 4)
        let made = try await panel.post("/api/demo/bills", ["count": 30])
        #expect(made["bills"] == 27 && made["drafts"] == 3)
        #expect(try await panel.post("/api/demo/moves", ["count": 12])["movements"] == 12)
        let counts = try await panel.get("/api/bill?counts&limit=1")["counts"]
        for state in ["open", "reported", "disputed", "partly-paid", "paid", "refunded", "void", "overpaid"] {
            #expect((counts?[state]?.integerValue ?? 0) > 0, "\(state) of \(counts ?? .null)")
        }
        let products = try await panel.get("/api/product")["items"]?.arrayValue ?? []
        #expect(products.count(where: { $0.text("sku").hasPrefix("DEMO-") }) == 4)
        #expect(products.allSatisfy { ($0["level"]?.integerValue ?? -1) >= 0 }, "what is sold was received before")
        let bills = try await panel.get("/api/bill?state=issued&limit=100")["items"]?.arrayValue ?? []
        #expect(bills.allSatisfy { $0.text("key").hasPrefix("demo-") != ($0.text("number") == own) })
        #expect(try await panel.get("/api/demo")["drafts"] == 3)

        let removed = try await panel.post("/api/demo/clear")
        #expect(removed["drafts"] == 3 && removed["products"] == 4 && removed["kept"] == [])
        let gone = (removed["voided"]?.integerValue ?? 0) + (removed["alreadyVoid"]?.integerValue ?? 0)
        #expect(gone == 27)
        #expect((removed["reversed"]?.integerValue ?? 0) > 0)
        #expect(try await panel.get("/api/bill?state=issued")["count"] == 1, "its own bill stays")
        #expect(try await panel.get("/api/bill?state=void-to-give-back")["count"] == 0, "no money is left on them")
        #expect(try await panel.get("/api/product")["count"] == 1)
        #expect(try await panel.get("/api/audit/stock")["sound"] == true)
        #expect(try await panel.get("/api/audit/numbers")["sound"] == true)
        let again = try await panel.post("/api/demo/clear")
        #expect(again["voided"] == 0 && again["alreadyVoid"] == 27 && again["products"] == 0)
        await panel.close()
    }

    @Test func `a demo product that other records speak of stays, with the reason`() async throws {
        let panel = try await TestPanel.found(options: Self.allowing)
        _ = try await panel.post("/api/demo/products", ["count": 3])
        let skus = try await panel.shop.demoProducts().map(\.sku)
        _ = try await panel.post(
            "/api/bill", ["customer": "walk-in", "lines": [["sku": .string(skus[0]), "quantity": 1]]], expecting: 201)
        _ = try await panel.post("/api/draft", ["lines": [["sku": .string(skus[1]), "quantity": 1]]], expecting: 201)
        let removed = try await panel.post("/api/demo/clear")
        #expect(removed["products"] == 1)
        #expect(removed["kept"]?.arrayValue?.map { $0["name"] } == [.string(skus[0]), .string(skus[1])])
        #expect(try await panel.get("/api/product/\(skus[0])")["level"] != 0, "what stays keeps its level")
        await panel.close()
    }

    @Test func `more is sold than there is, and what the rules refuse is told`() async throws {
        let panel = try await TestPanel.found(options: Self.allowing)
        let sold = try await panel.post("/api/demo/below-zero")
        #expect(sold["level"] == -2)
        #expect(try await panel.get("/api/product/\(sold.text("sku"))")["state"] == "below-zero")
        let refused = try await panel.post("/api/demo/refused")
        #expect(refused["refusal"]?["code"] == "bill.void.paid")
        #expect(try await panel.get("/api/bill/\(refused.text("number"))")["state"] == "issued")
        #expect(try await panel.post("/api/demo/conflict", expecting: 409).code == "demo.alone")
        #expect(try await panel.post("/api/demo/products", ["count": 0], expecting: 422).code == "bad-body")
        await panel.close()
    }

    @Test func `two nodes make one conflict, show each other's links, and a cut ends by itself`() async throws {
        let directory = try ShortDirectory()
        var options = Self.allowing
        options.neighbours = [directory.path + "/b", directory.path + "/nobody"]
        options.webPort = 0
        let panel = try await TestPanel.found(in: directory, options: options)
        var network = NetworkOptions()
        network.discovers = false
        network.loopbackOnly = true
        let port = try await panel.shop.node.start(network)
        let invitation = try await panel.post("/api/invitations", ["role": "admin", "expires": 60], expecting: 201)
        let node = try await Node.join(
            invitation.text("link"), at: directory.path + "/b", schema: .shop, name: "Office")
        network.addresses = ["127.0.0.1:\(port)"]
        try await node.start(network)
        options.neighbours = []
        let office = try await TestPanel(
            directory, try await ShopNode(node, timeZone: TimeZone(secondsFromGMT: 0)!), options)

        let made = try await panel.post("/api/demo/conflict")
        #expect(made["conflict"]?["kind"] == "register")
        #expect(made["conflict"]?["sides"]?.arrayValue?.count == 2)
        #expect(
            Set(made["conflict"]?["sides"]?.arrayValue?.compactMap { $0["nodeName"]?.stringValue } ?? []).count == 2)
        let listed = try await panel.get("/api/conflicts")["items"]?.arrayValue ?? []
        #expect(listed.contains { $0["id"] == made["conflict"]?["id"] })
        #expect(try await panel.get("/api/network")["cut"] == false, "the links are restored")

        let state = try await panel.get("/api/demo")
        #expect(state["neighbours"]?.arrayValue?.map { $0["name"] } == ["Till 1", "Office"])
        #expect(state["neighbours"]?[0]?["self"] == true)
        let links = try await panel.call("POST", "/api/demo/links")["items"]?.arrayValue ?? []
        #expect(links.map { $0["role"] } == ["admin", "admin"])
        #expect(links.allSatisfy { $0.text("url").contains("#key=") })

        let cut = try await panel.post("/api/network", ["cut": true, "seconds": 1])
        #expect(cut["cut"] == true && cut["until"] != nil)
        #expect(try await panel.get("/api/network")["cut"] == true)
        let product = try await panel.post("/api/demo/products", ["count": 1])
        #expect(product["products"] == 1)
        let wanted = try await panel.shop.demoProducts().count
        // The feed of the other tells when the product has come: after the cut has ended by itself.
        _ = try await office.events("/api/feed?since=0&collection=product") { _ in
            true
        }
        let deadline = ContinuousClock.now + .seconds(20)
        while try await office.shop.demoProducts().count < wanted, ContinuousClock.now < deadline {
            await Task.yield()
        }
        #expect(try await office.shop.demoProducts().count == wanted)
        #expect(try await panel.get("/api/network") == ["cut": false, "delay": 0, "drop": 0.0])
        await office.close()
        await panel.close()
    }
}
