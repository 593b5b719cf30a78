import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// A network of a founder, further admins and customers' devices, all admitted and wired.
struct Scene {
    /// Who is connected to whom.
    enum Wiring {
        case mesh
        case chain
        case none
    }

    let network: TestNetwork
    let admins: [TestNode]

    /// Admins that have joined; they are connected as `wiring` says.
    init(
        admins count: Int, wiring: Wiring = .mesh, seed: UInt64 = 1,
        configuration: GossipConfiguration = GossipConfiguration()
    ) throws {
        network = TestNetwork(seed: seed)
        var admins = [TestShop.founder(configuration: configuration)]
        network.add(admins[0])
        for index in 1..<max(count, 1) {
            let node = TestNode(seed: UInt64(index) + 1, shop: TestShop.id, configuration: configuration)
            try network.commit(admins[0]) { transaction throws(TransactionFailure) in
                try transaction.admit(
                    MemberRecord(key: node.crypto.key, role: .admin, series: "S\(index)"), as: node.id,
                    named: "till \(index)", in: .staff)
            }
            admins.append(node)
        }
        self.admins = admins
        for (index, node) in admins.enumerated().dropFirst() {
            network.add(node)
            let inviter = wiring == .chain ? admins[index - 1] : admins[0]
            node.gossip.trusted = [inviter.id]
            network.connect(node, inviter)
            guard wiring != .none else { continue }
            _ = network.run(atMost: 5_000_000) { !node.gossip.isJoining }
            if wiring == .chain, index > 1 { node.gossip.trusted = [inviter.id] }
        }
        guard wiring == .mesh else { return }
        for (index, node) in admins.enumerated() { for other in admins[..<index] { network.connect(node, other) } }
        network.run(for: 200_000)
    }

    /// Admits a customer's device through an admin and connects it with that admin.
    func device(_ seed: UInt64, of customer: UInt64, at admin: TestNode, isConnected: Bool = true) throws -> TestNode {
        let node = TestNode(seed: seed, shop: TestShop.id, holding: TestShop.holding(customer))
        try network.commit(admin) { transaction throws(TransactionFailure) in
            try transaction.admit(
                MemberRecord(key: node.crypto.key, role: .customer, series: ""), as: node.id, named: "laptop",
                in: TestShop.space(customer))
        }
        node.gossip.trusted = [admin.id]
        network.add(node)
        if isConnected {
            network.connect(node, admin)
            _ = network.run(atMost: 5_000_000) { !node.gossip.isJoining }
        }
        return node
    }

    /// Writes a product's name and stock.
    func write(_ node: TestNode, product id: String = "p", name: String? = nil, stock: Int64 = 1) throws {
        try network.commit(node) { transaction throws(TransactionFailure) in
            if let name { try transaction.set(TestShop.product(id), "name", to: .text(name)) }
            try transaction.add(TestShop.product(id), "stock", stock)
        }
    }

    /// Writes a bill's note.
    func write(_ node: TestNode, bill id: String, of customer: UInt64, note: String) throws {
        try network.commit(node) { transaction throws(TransactionFailure) in
            try transaction.set(TestShop.bill(id, of: customer), "note", to: .text(note))
        }
    }
}
