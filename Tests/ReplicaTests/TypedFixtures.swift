import Foundation
import Replica

/// A price as a program of its own would have it: a nested struct.
struct Price: Codable, Hashable, Sendable {
    var minor: Int
    var currency: String
}

/// The states of an item, as the schema declares them.
enum Stage: String, Codable, Sendable { case planned, offered, gone }

/// A document with a property of every kind.
struct Item: Document {
    static let collection = "item"
    var id = DocumentID()
    var sku: String
    var name: Kept<String>
    var price: Price
    var threshold = 5
    var note: String?
    var tags: [String] = []
    var stock = Counter()
    var stage = MachineState(Stage.planned)

    static func sample(_ sku: String, stock: Int = 0, threshold: Int = 5) -> Item {
        Item(
            sku: sku, name: Kept("Item \(sku)"), price: Price(minor: 150, currency: "EUR"), threshold: threshold,
            stock: Counter(stock))
    }
}

/// Part of an item, as an older program knows it.
struct OldItem: Document {
    struct OldPrice: Codable, Sendable { var minor: Int }
    static let collection = "item"
    var id = DocumentID()
    var sku: String
    var price: OldPrice
}

extension Schema {
    /// Items with every kind of field, and slips in customers' spaces.
    static let typed = Schema([
        Collection(
            "item", in: .shop, indexed: ["sku"],
            [
                .register("sku"), .register("name"), .register("price"), .register("threshold"), .register("note"),
                .register("tags"), .counter("stock"),
                .machine(
                    "stage", initial: "planned",
                    states: [State("planned", rank: 0), State("offered", rank: 1), State("gone", rank: 2)],
                    transitions: [
                        Transition("planned", "offered", by: .admin), Transition("offered", "gone", by: .admin),
                    ]),
            ]),
        Collection("slip", in: .customer, [.register("text")]),
    ])
}

/// A node of its own for one test; its directory goes with it.
final class TypedNode: Sendable {
    let scratch = Scratch()
    let node: Node

    init(_ schema: Schema = .typed) async throws {
        (node, _) = try await Node.found(at: scratch.directory("a"), schema: schema, name: "Till 1")
    }

    /// The fields that the commits after a row changed, as `path=value`, in order.
    func written(after seq: UInt64) async throws -> [String] {
        let last = try await node.feedPosition()
        var fields: [String] = []
        if last == seq { return [] }
        for try await row in node.feed(after: seq) {
            for document in row.documents {
                fields += document.fields.map { "\($0.path)=\($0.after.map { "\($0)" } ?? "nil")" }
            }
            if row.seq == last { break }
        }
        return fields
    }
}

/// The text of the `invalid` error that a write ends with; nil if it ends otherwise.
func refusal(_ node: Node, _ body: @escaping @Sendable (inout Transaction) throws -> Void) async -> String? {
    do { _ = try await node.write(body) } catch ReplicaError.invalid(let what) { return what } catch { return nil }
    return nil
}
