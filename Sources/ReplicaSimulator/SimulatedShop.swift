package import ReplicaCRDT
package import ReplicaDocuments

/// The shop of a simulation: its root, its keys, and the schema that the workload uses: everything that the rules of the
/// format can say, in a few collections.
///
///   shop      product   name, stock (counter)          movement  product, quantity (once)
///             draft     customer, lines/<n>, issued    count     product, counted (once)
///   customer  bill      number, lines (once), note (everybody), state and pay (machines)
///             payment   bill, amount (once)
package struct SimulatedShop: Sendable {
    /// What only the simulation knows.
    package let secret: UInt64
    /// The shop's id.
    package let id: ShopID

    /// The shop of a simulation with a secret.
    package init(secret: UInt64) {
        self.secret = secret
        let root = SimulatedCrypto(secret: secret, number: 0)
        id = ShopID(bytes: root.digest(root.publicKey))!
    }

    /// The keys of the node with a number; 0 is the root.
    package func crypto(of number: UInt64) -> SimulatedCrypto { SimulatedCrypto(secret: secret, number: number) }

    /// The id of the node with a number.
    package func node(_ number: UInt64) -> NodeID {
        let crypto = crypto(of: number)
        return crypto.node(of: crypto.publicKey)
    }

    /// A root statement that makes the node with a number a first admin.
    package func rootStatement(serial: Int64 = 1, admin number: UInt64) -> RootStatement {
        let root = crypto(of: 0)
        return RootStatement(
            rootKey: root.publicKey, serial: serial, adminKey: crypto(of: number).publicKey, shop: id, sign: root.sign)
    }

    /// The space of a customer.
    package static func space(of customer: UInt64) -> Space { .customer(CustomerSpaceID(high: 0xC0, low: customer)) }

    /// Fields that are looked up by.
    package static let indexed = [
        FieldIndexes.Name("payment", "bill"), FieldIndexes.Name("movement", "product"),
        FieldIndexes.Name("bill", "pay"), FieldIndexes.Name("bill", "note"),
    ]

    /// The payment machine; customers take their moves only if `customersMay`.
    package static func payment(customersMay: Bool, paidDirectly: Bool = true) -> MachineDeclaration {
        let both: RoleSet = customersMay ? .everybody : .admin
        var moves: [MachineDeclaration.Transition] = [
            .init("open", "reported", roles: both), .init("reported", "disputed", roles: .admin),
            .init("disputed", "reported", roles: both), .init("reported", "open", roles: both),
            .init("partly", "paid", roles: .admin), .init("paid", "partly", roles: .admin),
            .init("partly", "open", roles: .admin), .init("paid", "open", roles: .admin),
        ]
        for from in ["open", "reported", "disputed"] {
            for to in ["partly", "paid"] where paidDirectly { moves.append(.init(from, to, roles: .admin)) }
        }
        let states = ["open", "reported", "disputed", "partly", "paid"]
        return declared(initial: "open", states: states, moves)
    }

    /// Whether a bill stands.
    package static let billState = declared(
        initial: "issued", states: ["issued", "void"], [.init("issued", "void", roles: .admin)])

    private static func declared(
        initial: String, states: [String], _ moves: [MachineDeclaration.Transition]
    ) -> MachineDeclaration {
        do throws(DeclarationFailure) {
            return try MachineDeclaration(
                initial: initial, states: states.enumerated().map { .init($1, rank: Int64($0)) }, transitions: moves)
        } catch {
            preconditionFailure("the simulation's machine is wrong: \(error)")
        }
    }

    /// The rules with a number.
    package static func rules(number: Int64, customersMay: Bool = true, paidDirectly: Bool = true) -> Rules {
        Rules(
            number: number,
            collections: [
                CollectionRule(
                    "product", in: .shop, fields: [FieldRule("name", .register), FieldRule("stock", .counter)]),
                CollectionRule(
                    "movement", in: .shop,
                    fields: [
                        FieldRule("product", .register, once: true), FieldRule("quantity", .register, once: true),
                    ]),
                CollectionRule(
                    "count", in: .shop,
                    fields: [
                        FieldRule("product", .register, once: true), FieldRule("counted", .register, once: true),
                        FieldRule("adjustment", .register, once: true),
                    ]),
                CollectionRule(
                    "draft", in: .shop,
                    fields: [
                        FieldRule("customer", .register), FieldRule("lines", .register),
                        FieldRule("issued", .register),
                    ]),
                CollectionRule(
                    "bill", in: .customer,
                    fields: [
                        FieldRule("number", .register, once: true), FieldRule("lines", .register, once: true),
                        FieldRule("note", .register, writers: .everybody),
                        FieldRule("state", .machine(billState), writers: .admin),
                        FieldRule(
                            "pay", .machine(payment(customersMay: customersMay, paidDirectly: paidDirectly)),
                            writers: .everybody),
                    ]),
                CollectionRule(
                    "payment", in: .customer,
                    fields: [
                        FieldRule("bill", .register, once: true), FieldRule("amount", .register, once: true),
                    ]),
            ])
    }
}
