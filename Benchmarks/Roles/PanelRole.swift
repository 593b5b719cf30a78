import Foundation
import Replica
import ReplicaPanel
import ReplicaShop

/// A shop's node with its panel, in a process of its own, as `replica run` has it. A line in, a line out.
final class PanelRole {
    private var shop: ShopNode?
    private var server: PanelServer?

    /// Answers lines until there are no more.
    func run() async {
        for await line in Role.lines {
            do {
                Role.say(try await answer(line.split(separator: " ").map(String.init)))
            } catch {
                Role.say("error \(error)".replacingOccurrences(of: "\n", with: " "))
            }
        }
        server?.stop()
        await shop?.close()
    }

    private func answer(_ words: [String]) async throws -> String {
        switch (words.first, words.count) {
        case ("found", 2):
            let settings = ShopSettings(name: "Corner Shop")
            return try await serve(try await ShopNode.found(at: words[1], settings: settings, nodeName: "Till").shop)
        case ("join", 4):
            try await join(words[1], words[2], name: words[3])
            return try await serve(try await ShopNode.open(at: words[1]))
        case ("open", 2): return try await serve(try await ShopNode.open(at: words[1]))
        case ("start", 2): return try await start(port: Int(words[1]) ?? 0, [])
        case ("start", 3): return try await start(port: Int(words[1]) ?? 0, [words[2]])
        case ("sample", 4): return try await fill(words.dropFirst().compactMap { Int($0) })
        case ("resident", 1): return String(Memory.resident ?? 0)
        default: throw BenchmarkError.usage
        }
    }

    private var opened: ShopNode {
        get throws {
            guard let shop else { throw BenchmarkError.failed("no shop is open") }
            return shop
        }
    }

    /// Joins a shop and waits until everything that the inviter has is here.
    private func join(_ directory: String, _ link: String, name: String) async throws {
        let node = try await Node.join(link, at: directory, schema: .shop, name: name)
        var options = NetworkOptions()
        options.discovers = false
        try await node.start(options)
        while try await node.status().isJoining { try await Task.sleep(for: .milliseconds(20)) }
        await node.close()
    }

    /// Serves the panel; says where.
    private func serve(_ shop: ShopNode) async throws -> String {
        self.shop = shop
        var options = PanelOptions()
        options.webPort = 0
        options.allowsDisturbing = true
        let server = try PanelServer(shop, options: options)
        self.server = server
        return server.socketPath
    }

    /// Replicates over loopback with those whose addresses are given; says at which port.
    private func start(port: Int, _ addresses: [String]) async throws -> String {
        var options = NetworkOptions()
        options.discovers = false
        options.loopbackOnly = true
        options.port = UInt16(port)
        options.addresses = addresses
        return String(try await opened.node.start(options))
    }

    /// So many products, customers and bills of the sample; products that the catalogue does not have are made up.
    private func fill(_ counts: [Int]) async throws -> String {
        let shop = try opened
        let size = SampleShop.Size(
            products: min(counts[0], SampleShop.maximumProducts), customers: counts[1], bills: counts[2])
        let made = try await shop.loadSample(size: size)
        for number in made.products..<max(made.products, counts[0]) {
            let price = Money(Int64(100 + number % 900), .eur)
            _ = try await shop.addProduct(
                ProductInput(sku: "ZZ-\(number)", name: "Article \(number)", price: price, threshold: 5, stock: 20))
        }
        return "\(made.products) \(made.customers) \(made.bills)"
    }
}
