import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// "It is refused, with its whole commit, if its author has no role at its context: never in a frontier, never passed on."
@Suite struct RefusalTests {
    private func stranger(_ rig: Rig, _ space: Space, signedBy number: UInt64 = 9) throws -> Delta {
        let replica = ReplicaID(node: rig.shop.node(9), incarnation: 1)
        var forge = DeltaForge(space: space, replica: replica)
        forge.stamp = Stamp(microseconds: rig.now)
        forge.changes = [rig.change(rig.bill, "note", .value(.text("x")))]
        return try forge.delta(shop: rig.shop.id, by: rig.shop.crypto(of: number))
    }

    @Test func `a delta by nobody`() throws {
        let rig = try Rig()
        for space in [Space.staff, .shop, rig.one] {
            let delta = try stranger(rig, space)
            let intake = try rig.give([delta], to: rig.a)
            #expect(intake.refused.map(\.position) == [delta.position])
            #expect(intake.counted.isEmpty && intake.parked.isEmpty)
            #expect(rig.a.store.frontier(space)[delta.replica] == nil)
            #expect(rig.a.disk.verdict(of: delta.hash) == nil)
        }
    }

    @Test func `a delta in a member's name that another signed, or that was signed for another shop`() throws {
        let rig = try Rig()
        let forge = rig.b.forge(in: .shop, at: rig.now, changes: [rig.change(rig.tea, "name", .value(.text("x")))])
        let forged = try forge.delta(shop: rig.shop.id, by: rig.c.crypto)
        let foreign = try forge.delta(shop: SimulatedShop(secret: 8).id, by: rig.b.crypto)
        var bytes = try forge.delta(shop: rig.shop.id, by: rig.b.crypto).bytes
        bytes[bytes.count - 1] ^= 1
        let damaged = try Delta(bytes: bytes, hash: rig.b.crypto.hash(bytes))
        for delta in [forged, foreign, damaged] {
            let intake = try rig.give([delta], to: rig.a)
            #expect(intake.refused.map(\.reason) == ["its signature is not its author's"])
            #expect(rig.a.disk.verdict(of: delta.hash) == nil)
        }
        #expect(try rig.give([try forge.delta(shop: rig.shop.id, by: rig.b.crypto)], to: rig.a).counted.count == 1)
    }

    @Test func `a delta in the node's own name that another signed`() throws {
        let rig = try Rig()
        let forge = rig.a.forge(in: .shop, at: rig.now, changes: [rig.change(rig.tea, "name", .value(.text("x")))])
        let forged = try forge.delta(shop: rig.shop.id, by: rig.c.crypto)
        #expect(try rig.give([forged], to: rig.a).refused.map(\.position) == [forged.position])
        #expect(rig.shown(rig.a, .shop, "product", "tea", "name") == nil)
        let own = try rig.write(rig.a) { try $0.set(rig.tea, "name", to: .text("mine")) }
        #expect(try rig.give(own, to: rig.b).counted == own)
    }

    @Test func `a delta of one customer's space replayed in another's, or a device that writes elsewhere`() throws {
        let rig = try Rig()
        let note = rig.change(rig.address(rig.two, "gadget", "1"), "note", .value(.text("x")))
        for space in [rig.two, Space.shop, .staff] {
            var forge = DeltaForge(space: space, replica: rig.c.store.replica)
            forge.stamp = Stamp(microseconds: rig.now)
            if space != .staff { forge.staffContext = rig.a.store.frontier(.staff).positions }
            if space == rig.two { forge.context = rig.a.store.frontier(rig.two).positions }
            forge.changes = [note]
            let intake = try rig.give([try forge.delta(shop: rig.shop.id, by: rig.c.crypto)], to: rig.a)
            #expect(intake.refused.map(\.reason) == ["its author is no member at its context"], "\(space)")
        }
    }

    @Test func `a member's delta whose context does not cover its admission`() throws {
        let rig = try Rig()
        var forge = rig.b.forge(in: .shop, at: rig.now)
        forge.staffContext = []
        #expect(try rig.give([try forge.delta(shop: rig.shop.id, by: rig.b.crypto)], to: rig.a).refused.count == 1)
        var device = rig.c.forge(in: rig.one, at: rig.now)
        device.context = []
        #expect(try rig.give([try device.delta(shop: rig.shop.id, by: rig.c.crypto)], to: rig.a).refused.count == 1)
        let good = rig.b.forge(in: .shop, at: rig.now)
        #expect(try rig.give([try good.delta(shop: rig.shop.id, by: rig.b.crypto)], to: rig.a).counted.count == 1)
    }

    @Test func `a commit with a part that is refused never counts, in any order`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        try rig.syncAll()
        var part = rig.b.forge(in: rig.one, at: rig.now, changes: [rig.change(rig.bill, "note", .value(.text("x")))])
        part.staffContext = []
        var whole = rig.b.forge(in: .shop, at: rig.now, changes: [rig.change(rig.tea, "name", .value(.text("x")))])
        let refused = try part.delta(shop: rig.shop.id, by: rig.b.crypto)
        whole.record = CommitRecord(parts: [.init(space: rig.one, seq: 1, hash: refused.hash)], seen: [])
        let last = try whole.delta(shop: rig.shop.id, by: rig.b.crypto)
        for order in [[refused, last], [last, refused], [last, last, refused, refused]] {
            let e = SimulatedNode(number: 2, incarnation: 7, holding: .everything, shop: rig.shop)
            try rig.sync(rig.a, e)
            for delta in order { #expect(try rig.give([delta], to: e).counted.isEmpty) }
            #expect(rig.shown(e, .shop, "product", "tea", "name") == nil)
        }
    }

    @Test func `a node that is no member writes nothing`() throws {
        let rig = try Rig()
        let e = SimulatedNode(number: 9, holding: .everything, shop: rig.shop)
        try rig.sync(rig.a, e)
        #expect(throws: TransactionFailure.notMember) { try rig.write(e) { try $0.add(rig.tea, "stock", 1) } }
        #expect(throws: TransactionFailure.space(.shop)) { try rig.write(rig.c) { try $0.add(rig.tea, "stock", 1) } }
        #expect(throws: TransactionFailure.space(rig.two)) {
            try rig.write(rig.c) { try $0.set(rig.address(rig.two, "bill", "1"), "note", to: .null) }
        }
        #expect(throws: TransactionFailure.notMember) {
            try rig.write(rig.c) { try $0.set(rig.address(.staff, "rules", "rules"), "rules", to: .null) }
        }
        #expect(e.store.takeWrites().isEmpty && rig.c.store.takeWrites().isEmpty, "nothing was changed")
    }

    @Test func `honest code judges all parts before it commits, and a failed commit changes nothing`() throws {
        let rig = try Rig()
        try rig.issue(rig.a)
        let before = try rig.view(of: [rig.a])
        let frontiers = rig.a.store.spaces.keys.sorted().map { rig.a.store.frontier($0) }
        #expect(throws: TransactionFailure.void(.writtenOnce(field: "lines"))) {
            try rig.write(rig.a) {
                try $0.add(rig.tea, "stock", 1)
                try $0.set(rig.bill, "lines", to: .null)
            }
        }
        #expect(throws: TransactionFailure.void(.notBorn(field: "note"))) {
            try rig.write(rig.a) { try $0.set(rig.address(rig.one, "bill", "2"), "note", to: .null) }
        }
        #expect(throws: TransactionFailure.tooLarge(bytes: 0).self) {
            do throws(TransactionFailure) {
                var transaction = rig.a.store.transaction()
                for number in 0..<3 {
                    let big = Value.bytes([UInt8](repeating: 7, count: Value.lengthLimit))
                    try transaction.set(rig.address(.shop, "gadget", "\(number)"), "x", to: big)
                }
                _ = try rig.a.commit(transaction, at: rig.now)
            } catch {
                if case .tooLarge = error { throw TransactionFailure.tooLarge(bytes: 0) }
                throw error
            }
        }
        #expect(try rig.view(of: [rig.a]) == before)
        #expect(rig.a.store.spaces.keys.sorted().map { rig.a.store.frontier($0) } == frontiers)
        #expect(rig.a.store.takeWrites().isEmpty)
    }
}
