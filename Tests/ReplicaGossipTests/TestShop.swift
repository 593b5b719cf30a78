import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// A shop with its root, rules and members.
struct TestShop {
    static let rootKey = TestCrypto(seed: 999).key
    static let id = ShopID(bytes: TestCrypto(seed: 999).digest(rootKey))!

    static let rules = Rules(
        number: 1,
        collections: [
            CollectionRule(
                "product", in: .shop, fields: [FieldRule("name", .register), FieldRule("stock", .counter)]),
            CollectionRule("bill", in: .customer, fields: [FieldRule("note", .register, writers: .everybody)]),
        ])

    /// The first admin's node, its shop founded.
    static func founder(seed: UInt64 = 1, configuration: GossipConfiguration = GossipConfiguration()) -> TestNode {
        let node = TestNode(seed: seed, shop: id, configuration: configuration)
        let statement = RootStatement(
            rootKey: rootKey, serial: 1, adminKey: node.crypto.key, shop: id,
            sign: TestCrypto(seed: 999).sign)
        do {
            _ = try node.store.found(
                statement, memberName: "first", series: "A", rules: rules,
                at: Moment(microseconds: TestNode.instant(0).wall))
        } catch { preconditionFailure("\(error)") }
        let writes = node.store.takeWrites()
        node.archive.write(writes)
        // The protocol begins with what is on disk, so it is made after founding.
        return TestNode(restarting: node, bootNonce: seed, at: 0)
    }

    static func space(_ number: UInt64) -> Space {
        .customer(CustomerSpaceID(high: number &* 0x9E37_79B9_7F4A_7C15, low: number))
    }

    static func holding(_ number: UInt64) -> Holding {
        .customer(CustomerSpaceID(high: number &* 0x9E37_79B9_7F4A_7C15, low: number))
    }

    static func product(_ id: String) -> DocumentAddress { DocumentAddress(.shop, DocumentKey("product", id)) }

    static func bill(_ id: String, of customer: UInt64) -> DocumentAddress {
        DocumentAddress(space(customer), DocumentKey("bill", id))
    }
}
