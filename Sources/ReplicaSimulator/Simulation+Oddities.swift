import ReplicaCRDT
import ReplicaDocuments

// Changes that break a rule whatever the node knows; every node must find them void.
extension Simulation {
    /// Rule-breaking changes that a player may sign in a space; nil if it can't think of any now.
    func oddChanges(_ player: Player) -> (Space, [Change])? {
        if player.isAdmin {
            let space = random.chance(percent: 50) ? Space.shop : Simulation.customers[random.below(2)]
            return space == .shop ? random.pick(shopOddities(player)).map { (space, $0) } : billOddity(player, space)
        }
        if random.chance(percent: 50), let odd = billOddity(player, player.ownSpace) { return odd }
        return random.pick(deviceOddities(player)).map { (player.ownSpace, $0) }
    }

    private func change(
        _ collection: String, _ id: String, _ path: String, _ payload: Payload, slot: Slot = .whole,
        replaces: [Dot] = []
    ) -> Change {
        Change(
            document: DocumentKey(collection, id), path: path, slot: slot, replaces: replaces.sorted(), payload: payload
        )
    }

    /// A dot of nowhere.
    private var nowhere: [Dot] { [Dot(replica: players[0].store.replica, seq: 1, index: 4_000_000)] }

    private func shopOddities(_ player: Player) -> [[Change]] {
        let tea = ShopWorkload.products[0]
        let own = player.store.document(ShopWorkload.product(tea)).flatMap {
            $0.ownEntry(of: player.store.replica, at: $0.range(of: "stock"))
        }
        let live = own.map { [$0.name.dot] } ?? []
        var former: Int64 = 0
        if case .tally(_, let total)? = own?.payload { former = total }
        let tally = { (increment: Int64, total: Int64, dots: [Dot]) in
            self.change("product", tea, "stock", .tally(increment: increment, total: total), slot: .own, replaces: dots)
        }
        var odd: [[Change]] = [
            [tally(1, former + 5, live)], [tally(1, former + 1, live), tally(2, former + 2, live)],
            [tally(1, former + 1, nowhere)], [tally(1 << 41, former + 1 << 41, live)],
            [change("draft", "odd", "lines/0", .value(.null), replaces: nowhere)],
            [change("product", tea, "name", .tally(increment: 1, total: 1), slot: .own)],
            [change("bill", "odd", "number", .value(.text("x")))],
            [change("movement", "odd", "other", .value(.null))],
        ]
        if !live.isEmpty { odd.append([tally(1, former + 1, [])]) }
        if let movement = random.pick(player.store.ids("movement", in: .shop)) {
            odd.append([change("movement", movement, "quantity", .value(.integer(1000)))])
        }
        return odd
    }

    /// A bill written again, paid without leave, or moved from where it is not.
    private func billOddity(_ player: Player, _ space: Space) -> (Space, [Change])? {
        guard let bill = random.pick(player.store.ids("bill", in: space)) else { return nil }
        let address = DocumentAddress(space, DocumentKey("bill", bill))
        let now = ShopReading(player.store).shown(space, "bill", bill, "pay")?.text ?? "open"
        let dots = player.store.document(address)?.entries("pay").map(\.name.dot) ?? []
        let from = now == "open" ? "reported" : "open"
        var odd = [
            [change("bill", bill, "lines", .value(.list([])))],
            [change("bill", bill, "pay", .move(Move(from: from, to: "paid")), replaces: dots)],
            [change("bill", bill, "pay", .move(Move(from: now, to: "nowhere")), replaces: dots)],
            [change("bill", bill, "deleted", .value(.bool(true)))],
            [change("bill", bill, "note", .value(.null), replaces: nowhere)],
        ]
        if !player.isAdmin, now != "paid" {
            odd.append([change("bill", bill, "pay", .move(Move(from: now, to: "paid")), replaces: dots)])
        }
        return random.pick(odd).map { (space, $0) }
    }

    private func deviceOddities(_ player: Player) -> [[Change]] {
        [
            [change("payment", "odd \(steps)", "amount", .value(.integer(50)))],
            [change("bill", "ghost \(steps)", "note", .value(.text("boo")))],
            [change("bill", "ghost \(steps)", "pay", .move(Move(from: "open", to: "reported")))],
            [change("product", ShopWorkload.products[0], "stock", .tally(increment: 1, total: 1), slot: .own)],
            [change("x", "1", "y", .value(.null))],
            [change("member", player.node.node.description, "name", .value(.text("king")))],
        ]
    }
}
