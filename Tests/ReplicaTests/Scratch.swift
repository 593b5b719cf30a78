import Foundation
import Replica

/// Directories of a test, removed when it ends.
final class Scratch: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.path + "/replica-test-" + UUID().uuidString.prefix(8)
        try! FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func directory(_ name: String) -> String { path + "/" + name }
}

extension Schema {
    /// Products with stock, customers' notes with a small state machine.
    static let test = Schema([
        Collection(
            "product", in: .shop, indexed: ["sku"],
            [.register("sku"), .register("name"), .counter("stock")]),
        Collection(
            "bill", in: .customer,
            [
                .register("number", once: true), .register("note", by: [.admin, .customer]),
                .machine(
                    "pay", initial: "open",
                    states: [State("open", rank: 0), State("reported", rank: 1), State("paid", rank: 2)],
                    transitions: [
                        Transition("open", "reported", by: [.admin, .customer]), Transition("open", "paid", by: .admin),
                        Transition("reported", "paid", by: .admin),
                    ]),
            ]),
    ])
}
