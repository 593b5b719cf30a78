import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator

/// A random history of the small shop: four nodes that write, misbehave and exchange a little, so that much is concurrent.
/// `deltas` has everything that was made, in the order of making.
struct RandomHistory {
    let rig: Rig
    private(set) var deltas: [Delta] = []
    private var random: SimulatedRandom
    private let seed: UInt64

    init(seed: UInt64, steps: Int, after step: (RandomHistory) throws -> Void = { _ in }) throws {
        self.seed = seed
        random = SimulatedRandom(seed: seed)
        rig = try Rig()
        deltas = try rig.log(of: rig.a)
        for _ in 0..<steps {
            try act()
            if random.chance(percent: 35) { try exchange() }
            try step(self)
        }
    }

    private mutating func exchange() throws {
        let (from, to) = (rig.nodes[random.below(4)], rig.nodes[random.below(4)])
        guard from !== to else { return }
        var log = try rig.log(of: from).filter { to.holding.includes($0.space) }
        if random.chance(percent: 40) { log = log.filter { _ in random.chance(percent: 60) } }
        if random.chance(percent: 30) { random.shuffle(&log) }
        try rig.give(log, to: to)
    }

    private mutating func act() throws {
        let node = rig.nodes[random.below(4)]
        let clocks: [Int64] = [0, 0, 0, -3_600_000_000, 240_000_000, 31_000_000_000_000]
        if random.chance(percent: 10) { node.clockError = clocks[random.below(clocks.count)] }
        rig.now += random.number(in: 1...5_000_000)
        if random.chance(percent: 25) { return try misbehave(node) }
        var transaction = node.store.transaction()
        do throws(TransactionFailure) {
            for _ in 0...random.below(2) { try write(node, &transaction) }
            guard let receipt = try node.commit(transaction, at: rig.now) else { return }
            deltas += receipt.deltas
        } catch {
            return
        }
    }

    private mutating func write(_ node: SimulatedNode, _ transaction: inout Transaction) throws(TransactionFailure) {
        let space = node.holding.isAdmin ? [rig.one, rig.two][random.below(2)] : node === rig.c ? rig.one : rig.two
        let bill = rig.address(space, "bill", "\(random.below(3))")
        let state = ["open", "reported", "disputed", "partly", "paid"][random.below(5)]
        guard node.holding.isAdmin else {
            if random.chance(percent: 50) { return try transaction.move(bill, "pay", to: state) }
            return try transaction.set(bill, "note", to: .integer(Int64(random.below(100))))
        }
        let product = rig.address(.shop, "product", ["tea", "jam"][random.below(2)])
        switch random.below(10) {
        case 0..<2: try transaction.add(product, "stock", Int64(random.below(20)) - 8)
        case 2: try transaction.setEffect(product, "stock", named: "e\(random.below(3))", to: Int64(random.below(5)))
        case 3:
            try transaction.count(
                product, "stock", counted: Int64(random.below(40)), scan: transaction.scan(product, "stock"),
                record: "c\(random.below(100))")
        case 4..<6: try transaction.set(product, "name", to: .integer(Int64(random.below(100))))
        case 6:
            try transaction.set(bill, "number", to: .integer(Int64(random.below(100))))
            try transaction.set(bill, "lines", to: .list([]))
        case 7: try transaction.move(bill, "pay", to: state)
        case 8: try transaction.set(bill, "note", to: .integer(Int64(random.below(100))))
        default:
            guard node === rig.a, let number = node.store.rules?.number else { return }
            let rules = SimulatedShop.rules(number: number + 1, customersMay: random.chance(percent: 50))
            try transaction.set(DocumentAddress(.staff, Collections.rulesKey), "rules", to: rules.value)
        }
    }

    /// A change that may break a rule, signed whether or not it does.
    private mutating func misbehave(_ node: SimulatedNode) throws {
        let space = node.holding.isAdmin ? [rig.one, Space.shop][random.below(2)] : node === rig.c ? rig.one : rig.two
        let address =
            space == .shop
            ? rig.address(.shop, "product", ["tea", "jam"][random.below(2)])
            : rig.address(space, "bill", "\(random.below(4))")
        let path =
            space == .shop ? ["stock", "name"][random.below(2)] : ["pay", "note", "lines", "x"][random.below(4)]
        let dots = try replaced(node, address, path)
        let states = ["open", "open", "reported", "paid"]
        let move = Move(from: states[random.below(4)], to: states[1 + random.below(3)])
        let wild: [(Slot, Payload)] = [
            (.whole, .value(.integer(1))), (.whole, .move(move)),
            (.own, .tally(increment: 1, total: Int64(random.below(9)))), (.effect("e\(random.below(3))"), .amount(2)),
            (.count, .count(CountRecord(adjustment: 3, document: "odd"))),
        ]
        let kind = path == "pay" ? 1 : path == "stock" ? 2 + random.below(3) : 0
        let (slot, payload) = random.chance(percent: 80) ? wild[kind] : wild[random.below(wild.count)]
        deltas += try rig.forge(node, space, [rig.change(address, path, payload, slot: slot, replaces: dots)])
    }

    /// Dots for a forged change: all that is live, some of it, none, or what was live once.
    private mutating func replaced(_ node: SimulatedNode, _ address: DocumentAddress, _ path: String) throws -> [Dot] {
        let live = node.store.document(address)?.entries(path).map(\.name.dot) ?? []
        switch random.below(4) {
        case 0: return live
        case 1: return live.filter { _ in random.chance(percent: 50) }
        case 2: return []
        default:
            let writes = try node.store.history(of: address).flatMap { write in
                write.delta.changes.indices.filter { write.delta.changes[$0].path == path }
                    .map { write.delta.entryName($0).dot }
            }
            return random.pick(writes).map { [$0] } ?? live
        }
    }
}
