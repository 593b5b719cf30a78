import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// A small shop on real stores: admins A and B, customer 1's device C, customer 2's device D; all know each other and rules 1.
/// Nothing travels but what a test sends.
final class Rig {
    let shop = SimulatedShop(secret: 7)
    let a, b, c, d: SimulatedNode
    let one = SimulatedShop.space(of: 1)
    let two = SimulatedShop.space(of: 2)
    /// The true time, microseconds since 1970.
    var now: UInt64 = 1_700_000_000_000_000

    /// `looseCounterIn` adds a counter `points` that everybody may write to a customer's collection.
    init(customersMay: Bool = true, looseCounterIn collection: String? = nil) throws {
        a = SimulatedNode(number: 1, holding: .everything, shop: shop)
        b = SimulatedNode(number: 2, holding: .everything, shop: shop)
        c = SimulatedNode(number: 3, holding: Rig.holding(1), shop: shop)
        d = SimulatedNode(number: 4, holding: Rig.holding(2), shop: shop)
        _ = try a.store.found(
            shop.rootStatement(admin: 1), memberName: "A", series: "A",
            rules: Rig.rules(customersMay, collection), at: a.moment(now))
        a.persist(synced: true)
        try write(a) { try $0.admit(self.record(of: self.b, .admin, "B"), as: self.b.node, named: "B", in: .staff) }
        try write(a) { try $0.admit(self.record(of: self.c, .customer, ""), as: self.c.node, named: "C", in: self.one) }
        try write(a) { try $0.admit(self.record(of: self.d, .customer, ""), as: self.d.node, named: "D", in: self.two) }
        for node in [b, c, d] { try sync(a, node) }
    }

    private static func rules(_ customersMay: Bool, _ loose: String?) -> Rules {
        let rules = SimulatedShop.rules(number: 1, customersMay: customersMay)
        guard let loose, let old = rules.collections[loose] else { return rules }
        let fields = old.fields.values.sorted { $0.name < $1.name }
        let new = CollectionRule(
            loose, in: old.home, fields: fields + [FieldRule("points", .counter, writers: .everybody)])
        return Rules(number: 1, collections: rules.collections.values.sorted { $0.name < $1.name } + [new])
    }

    static func holding(_ customer: UInt64) -> Holding { .customer(CustomerSpaceID(high: 0xC0, low: customer)) }

    var nodes: [SimulatedNode] { [a, b, c, d] }

    func record(of node: SimulatedNode, _ role: RoleSet, _ series: String) -> MemberRecord {
        MemberRecord(key: node.crypto.publicKey, role: role, series: series)
    }

    /// One commit; a millisecond passes before it.
    @discardableResult
    func write(
        _ node: SimulatedNode, user: String = "", operation: OperationID? = nil, result: [UInt8] = [],
        _ body: (inout Transaction) throws -> Void
    ) throws -> [Delta] {
        now += 1000
        var transaction = node.store.transaction()
        try body(&transaction)
        let receipt = try node.commit(transaction, user: user, operation: operation, result: result, at: now)
        return try #require(receipt).deltas
    }

    /// One commit of forged parts, taken in by its author too.
    @discardableResult
    func forge(
        _ node: SimulatedNode, _ space: Space, _ changes: [Change], _ edit: (inout DeltaForge) -> Void = { _ in }
    ) throws -> [Delta] {
        now += 1000
        var forge = node.forge(in: space, at: now, changes: changes)
        edit(&forge)
        let deltas = try node.sign([forge], at: now)
        _ = try node.receive(deltas, at: now)
        node.persist(synced: true)
        return deltas
    }

    @discardableResult
    func give(_ deltas: [Delta], to node: SimulatedNode) throws -> Intake {
        now += 1
        return try node.receive(deltas, at: now)
    }

    /// Sends all that one node counts and the other may have, in the sender's order.
    @discardableResult
    func sync(_ from: SimulatedNode, _ to: SimulatedNode) throws -> Intake {
        try give(log(of: from).filter { to.holding.includes($0.space) }, to: to)
    }

    func syncAll() throws {
        for _ in 0..<3 { for from in nodes { for to in nodes where from !== to { try sync(from, to) } } }
    }

    func log(of node: SimulatedNode) throws -> [Delta] {
        try node.disk.log(after: 0, limit: .max).map(\.delta)
    }

    // MARK: What nodes say

    func shown(_ node: SimulatedNode, _ space: Space, _ collection: String, _ id: String, _ path: String) -> Value? {
        let address = DocumentAddress(space, DocumentKey(collection, id))
        return node.store.document(address).flatMap { node.store.shown($0, collection, path)?.asValue }
    }

    func entries(_ node: SimulatedNode, _ address: DocumentAddress, _ path: String) -> [Entry] {
        node.store.document(address)?.entries(path).sorted { $0.name < $1.name } ?? []
    }

    func verdict(_ node: SimulatedNode, _ delta: Delta) throws -> Verdict? {
        try node.disk.log(after: 0, limit: .max).first { $0.delta.hash == delta.hash }?.verdict
    }

    /// The note that stands with a delta on disk.
    func note(_ node: SimulatedNode, _ delta: Delta) -> String? { node.disk.note(of: delta.hash) }

    // MARK: Addresses and common writes

    func address(_ space: Space, _ collection: String, _ id: String) -> DocumentAddress {
        DocumentAddress(space, DocumentKey(collection, id))
    }

    var tea: DocumentAddress { address(.shop, "product", "tea") }
    var bill: DocumentAddress { address(one, "bill", "1") }

    /// A bill for customer 1 with two lines, its payment machine untouched.
    @discardableResult
    func issue(_ node: SimulatedNode, _ id: String = "1") throws -> [Delta] {
        try write(node) {
            try $0.set(self.address(self.one, "bill", id), "number", to: .text("2026-\(id)"))
            try $0.set(self.address(self.one, "bill", id), "lines", to: .list([.text("tea")]))
        }
    }

    func change(
        _ address: DocumentAddress, _ path: String, _ payload: Payload, slot: Slot = .whole, replaces: [Dot] = []
    ) -> Change {
        Change(document: address.key, path: path, slot: slot, replaces: replaces.sorted(), payload: payload)
    }
}

extension Rig {
    /// A second copy of B's data directory that writes as B: the fault that forks a chain.
    func cloneOfB() throws -> SimulatedNode {
        let clone = SimulatedNode(number: 2, holding: .everything, shop: shop)
        try sync(b, clone)
        return clone
    }
}
