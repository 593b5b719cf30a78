import Foundation
import Replica
import Testing

/// The code of the article “Quick start”, which the last test compares with the article line by line.
@Suite(.timeLimit(.minutes(1))) struct TypedQuickStartTests {
    struct Money: Codable, Hashable, Sendable {
        var minor: Int  // in the currency's minor unit, never a Double
        var currency: String
    }

    struct Product: Document {
        static let collection = "product"
        var id = DocumentID()
        var sku: String, name: String
        var price: Money
        var threshold = 5
        var stock = Counter()  // concurrent changes add up
    }

    enum Progress: String, Codable, Sendable { case placed, sent, received }

    struct Order: Document {
        static let collection = "order"
        var id = DocumentID()
        var supplier: Kept<String>
        var progress = MachineState(Progress.placed)
    }

    @Test func `the quick start runs`() async throws {
        let scratch = Scratch()
        let (directory, otherDirectory) = (scratch.directory("a"), scratch.directory("b"))
        var options = NetworkOptions()
        (options.discovers, options.loopbackOnly) = (false, true)

        let (node, recoveryCode) = try await Node.found(at: directory, schema: .supplies, name: "Till 1")
        print("Write this down: \(recoveryCode)")

        let pen = Product(sku: "PEN-01", name: "Pen, blue", price: Money(minor: 150, currency: "EUR"))
        let order = Order(supplier: Kept("Ink & Co."))
        try await node.write { tx in
            try tx.insert(pen)
            try tx.insert(order)
        }
        let receipt = try await node.write { tx in
            try tx.update(Product.self, pen.id) { $0.stock += 40 }
            try tx.move(Order.self, order.id, \.progress, to: .sent)
        }

        let stock = try await node.read { snapshot in
            try snapshot.all(Product.self).map { "\($0.sku): \($0.stock)" }
        }
        print(stock.joined(separator: "\n"))

        for try await low in node.observe(Product.self, where: { $0.stock.value <= $0.threshold }) {
            print("\(low.documents.count) to reorder, \(low.appeared.count) of them new")
            break
        }
        #expect(stock == ["PEN-01: 40"])

        try await node.start(options)
        let invitation = try await node.invite(.admin, expiresIn: .seconds(600))
        let second = try await Node.join(invitation.link, at: otherDirectory, schema: .supplies, name: "Till 2")
        try await second.start(options)

        if try await !receipt.reached(1, within: .seconds(20)) { print("saved here; nobody else has it yet") }
        #expect(try await second.read { try $0.get(Product.self, pen.id)?.stock } == 40)
        #expect(try await second.read { try $0.get(Order.self, order.id)?.progress.state } == .sent)

        for conflict in try await node.conflicts() {
            print("\(conflict.path) shows \(conflict.sides[0].value), \(conflict.sides.count - 1) more were written")
        }
        try await second.write { tx in
            try tx.update(Order.self, order.id) { $0.supplier.settle(on: "Ink & Sons") }
        }

        await second.close()
        await node.close()
    }

    @Test func `the article shows the code that was run`() throws {
        let here = URL(fileURLWithPath: #filePath)
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let article = try lines(root.appendingPathComponent("Sources/Replica/Documentation.docc/QuickStart.md"))
        let test = try lines(here).filter { !$0.isEmpty }
        var block: [String]?
        var blocks: [[String]] = []
        for line in article {
            if line == "```swift" {
                block = []
            } else if line == "```" {
                blocks.append(try #require(block))
                block = nil
            } else if !line.isEmpty {
                block?.append(line)
            }
        }
        #expect(blocks.count == 9)
        for block in blocks {
            let stands = test.indices.contains { test[$0...].starts(with: block) }
            #expect(stands, "the article's code that begins with “\(block.first ?? "")” is not in this test")
        }
    }

    private func lines(_ file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

extension Schema {
    static let supplies = Schema([
        Collection(
            "product", in: .shop, indexed: ["sku"],
            [
                .register("sku"), .register("name"), .register("price"), .register("threshold"), .counter("stock"),
            ]),
        Collection(
            "order", in: .shop,
            [
                .register("supplier"),
                .machine(
                    "progress", initial: "placed",
                    states: [State("placed", rank: 0), State("sent", rank: 1), State("received", rank: 2)],
                    transitions: [
                        Transition("placed", "sent", by: .admin), Transition("sent", "received", by: .admin),
                    ]),
            ]),
    ])
}
