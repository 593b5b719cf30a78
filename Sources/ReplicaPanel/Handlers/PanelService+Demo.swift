import Replica
import ReplicaShop

/// What demonstrations make, try and remove. Refused unless the node was started for demonstrations.
extension PanelService {
    var demoHandlers: [Binding] {
        [
            (.demoState, { _ in .json(try await demoState()) }), (.demoLinks, demoLinks),
            (.demoProducts, demo(makeProducts)), (.demoBills, demo(makeBills)), (.demoMoves, demo(makeMovements)),
            (.demoConflict, demo(makeConflict)), (.demoRefused, demo(tryRefused)),
            (.demoBelowZero, demo(sellBelowZero)),
            (.demoClear, demo(removeDemo)),
        ]
    }

    private func demo(_ act: @escaping @Sendable (_ count: Int?, _ user: String) async throws -> JSON) -> Handler {
        { call in
            try checkDemo()
            let count = BodyReader(call.body).integer("count").map { Int($0) }
            return .json(try await act(count, call.text("user") ?? ""))
        }
    }

    private func checkDemo() throws(HTTPFailure) {
        guard options.allowsDisturbing else {
            throw HTTPFailure(
                .forbidden, code: "demo.protected", "This computer keeps a real shop's books: no demonstrations here.",
                hint: "`replica demo` runs a shop to try things in; `replica run --allow-faults` allows them on a node."
            )
        }
    }

    // MARK: Making

    private func makeProducts(_ count: Int?, _ user: String) async throws -> JSON {
        let made = try await shop.makeDemoProducts(count ?? 10, as: user).count
        return ["text": .string("\(Self.count(made, "demo product")) added."), "products": JSON(made)]
    }

    private func makeBills(_ count: Int?, _ user: String) async throws -> JSON {
        // Customers with a computer of their own come first: somebody is watching there.
        let devices = try await node.status().peers.compactMap { $0.space.map(Self.customer(of:)) }
        let (made, drafts) = try await shop.makeDemoBills(count ?? 50, customers: devices, as: user)
        return [
            "text": .string(
                "\(Self.count(made.bills, "bill")) issued in all states, \(Self.count(drafts, "draft")) begun."),
            "bills": JSON(made.bills), "drafts": JSON(drafts), "entries": JSON(made.entries),
            "movements": JSON(made.movements),
        ]
    }

    private func makeMovements(_ count: Int?, _ user: String) async throws -> JSON {
        let made = try await shop.makeDemoMovements(count ?? 200, as: user)
        return ["text": .string("\(Self.count(made, "movement")) of stock recorded."), "movements": JSON(made)]
    }

    private func sellBelowZero(_ count: Int?, _ user: String) async throws -> JSON {
        let (bill, product) = try await shop.sellDemoBelowZero(as: user)
        return [
            "text": .string(
                "\(product.sku) stands at \(product.level): bill \(bill.number) sold two more than there were."),
            "sku": .string(product.sku), "level": .integer(product.level), "number": .string(bill.number.description),
        ]
    }

    private func tryRefused(_ count: Int?, _ user: String) async throws -> JSON {
        let (bill, refusal) = try await shop.refuseDemoChange(as: user)
        let number = bill.number.description
        guard let refusal else { return ["text": .string("Bill \(number) was voided."), "number": .string(number)] }
        return [
            "text": .string("Refused, and nothing was changed: \(refusal.message.asSentence)"),
            "number": .string(number),
            "refusal": ["code": .string(refusal.code), "message": .string(refusal.message.asSentence)],
        ]
    }

    private func removeDemo(_ count: Int?, _ user: String) async throws -> JSON {
        let removal = try await shop.removeDemo(as: user)
        return [
            "text": .string(removal.sentence), "drafts": JSON(removal.drafts), "voided": JSON(removal.voided),
            "alreadyVoid": JSON(removal.alreadyVoid), "reversed": JSON(removal.reversed),
            "products": JSON(removal.products), "movements": JSON(removal.movements),
            "kept": .array(
                removal.kept.map { ["name": .string($0.name), "reason": .string($0.reason.asSentence)] }),
        ]
    }

    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    // MARK: State

    private func demoState() async throws -> JSON {
        var neighbours: [JSON] = []
        for neighbour in await demoNeighbours() {
            var json: JSON = ["name": .string(neighbour.name), "role": .string(neighbour.role)]
            if neighbour.isSelf { json["self"] = true }
            if let customer = neighbour.customer { json["customer"] = .string(customer) }
            neighbours.append(json)
        }
        return [
            "allowed": .bool(options.allowsDisturbing), "neighbours": .array(neighbours),
            "products": JSON(try await shop.demoProducts().count), "bills": JSON(try await shop.demoBills().count),
            "drafts": JSON(try await shop.demoDrafts().count),
        ]
    }

    private func demoLinks(_ call: PanelCall) async throws -> HTTPResponse {
        try checkDemo()
        var items: [JSON] = []
        for neighbour in await demoNeighbours() {
            guard let url = try? await neighbour.link() else { continue }
            var json: JSON = [
                "name": .string(neighbour.name), "role": .string(neighbour.role), "url": .string(url),
            ]
            if neighbour.isSelf { json["self"] = true }
            items.append(json)
        }
        return .json(["items": .array(items)])
    }

    /// This node, and those of the demonstration on this computer that answer.
    func demoNeighbours() async -> [DemoNeighbour] {
        guard options.allowsDisturbing else { return [] }
        var found: [DemoNeighbour] = []
        for directory in [node.directory] + options.neighbours
        where !found.contains(where: { $0.directory == directory }) {
            if let neighbour = await DemoNeighbour(directory: directory, isSelf: directory == node.directory) {
                found.append(neighbour)
            }
        }
        return found
    }
}
