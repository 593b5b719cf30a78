import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct EventTests {
    private static func event(
        _ number: UInt64, by crypto: TestCrypto, to space: Space = .shop, name: String = "till.opened",
        payload: Value = .integer(7)
    ) -> PassingEvent {
        PassingEvent(
            space: space, publisher: crypto.node, id: UInt128(number), madeAtMicroseconds: 5, user: "Ana", name: name,
            payload: payload, shop: TestShop.id, sign: crypto.sign)
    }

    /// What each node was told, by name; the publisher itself is told by its driver.
    private final class Ears {
        private(set) var heard: [NodeID: [PassingEvent]] = [:]

        init(_ network: TestNetwork) {
            network.observe = { [unowned self] node, effects in
                if !effects.events.isEmpty { heard[node.id, default: []] += effects.events }
            }
        }

        func times(_ node: TestNode) -> Int { heard[node.id]?.count ?? 0 }
    }

    @Test func `in a mesh the publisher tells everybody at once, by datagram, and nobody passes on`() throws {
        let scene = try Scene(admins: 4)
        let ears = Ears(scene.network)
        scene.network.run(for: 2_000_000)
        scene.network.keepsSent = true
        scene.network.give(.published(Self.event(1, by: scene.admins[0].crypto)), to: scene.admins[0])
        scene.network.run(for: 1_000)
        #expect(scene.admins.map(ears.times) == [0, 1, 1, 1])
        let sent = scene.network.sent.filter { $0.bytes.first == 15 }
        #expect(sent.count == 3 && sent.allSatisfy { $0.isDatagram && $0.from == scene.admins[0].id })
        #expect(ears.heard[scene.admins[3].id] == [Self.event(1, by: scene.admins[0].crypto)])
    }

    @Test func `along a chain admins pass it on, and everybody is told once`() throws {
        let scene = try Scene(admins: 5, wiring: .chain)
        let ears = Ears(scene.network)
        scene.network.doubled = 500
        scene.network.run(for: 2_000_000)
        for number in 1...20 as ClosedRange<UInt64> {
            scene.network.give(.published(Self.event(number, by: scene.admins[0].crypto)), to: scene.admins[0])
            scene.network.run(for: 50_000)
        }
        #expect(scene.admins.map(ears.times) == [0, 20, 20, 20, 20])
    }

    @Test func `a customer's event reaches the admins and its own devices, and no byte of it another customer`() throws
    {
        let scene = try Scene(admins: 2)
        let one = try scene.device(50, of: 1, at: scene.admins[0])
        let sibling = try scene.device(51, of: 1, at: scene.admins[1])
        let stranger = try scene.device(60, of: 2, at: scene.admins[0])
        scene.network.connect(stranger, scene.admins[1])
        scene.network.run(for: 2_000_000)
        let ears = Ears(scene.network)
        scene.network.keepsSent = true
        let own = Self.event(1, by: one.crypto, to: TestShop.space(1), payload: .text("CANARY"))
        scene.network.give(.published(own), to: one)
        let shop = Self.event(2, by: scene.admins[0].crypto, payload: .text("CANARY"))
        scene.network.give(.published(shop), to: scene.admins[0])
        let told = Self.event(3, by: scene.admins[1].crypto, to: TestShop.space(1), payload: .text("CANARY"))
        scene.network.give(.published(told), to: scene.admins[1])
        scene.network.run(for: 100_000)
        #expect(ears.heard[scene.admins[0].id].map(Set.init(ids:)) == [1, 3])
        #expect(ears.heard[scene.admins[1].id].map(Set.init(ids:)) == [1, 2])
        #expect(ears.heard[one.id].map(Set.init(ids:)) == [3])
        #expect(ears.heard[sibling.id].map(Set.init(ids:)) == [1, 3])
        #expect(ears.times(sibling) == 2 && ears.times(stranger) == 0)
        #expect(!scene.network.sent.contains { $0.to == stranger.id && $0.bytes.contains(Array("CANARY".utf8)) })
        let toDevices = scene.network.sent.filter { [one.id, sibling.id].contains($0.to) && $0.bytes.first == 15 }
        #expect(!toDevices.contains { $0.bytes.contains(shop.body) })
    }

    @Test func `what its sender may not tell, or nobody signed, is dropped and ends no session`() throws {
        let (script, other, device) = try Script.admin()
        let admin = script.greeted(by: other.node, link: 1)
        let laptop = script.greeted(by: device.node, link: 2, holding: TestShop.holding(1))
        let stranger = TestCrypto(seed: 70)
        var forged = Self.event(9, by: other).encodedMessage
        forged[forged.count - 1] ^= 1
        for (event, link) in [
            (Self.event(1, by: device), laptop),  // a device to the shop
            (Self.event(2, by: device, to: TestShop.space(2)), laptop),  // to another customer
            (Self.event(3, by: other, to: TestShop.space(1)), laptop),  // in an admin's name, through a device
            (Self.event(4, by: stranger), admin),  // by no member
            (Self.event(5, by: device), admin),  // a device's to the shop, through an admin
            (Self.event(6, by: device, to: TestShop.space(2)), admin),  // to another customer, through an admin
            (Self.event(7, by: script.node.crypto), admin),  // our own, come back
        ] {
            script.say(.event(event, hops: 3), link, datagram: true)
            #expect(script.effects.events.isEmpty, "\(event.id)")
        }
        script.happen(.frame(admin, forged))
        #expect(script.effects.events.isEmpty)
        #expect(script.node.gossip.counters.eventsDropped == 8)
        #expect(script.closed(admin) == nil && script.closed(laptop) == nil)
        script.say(.event(Self.event(9, by: other), hops: 3), admin)
        #expect(script.effects.events.count == 1, "the forgery does not stand in the way of the genuine one")
        script.say(.event(Self.event(10, by: device, to: TestShop.space(1)), hops: 1), laptop)
        #expect(script.effects.events.count == 1)
    }

    @Test func `an event goes no further than its hops`() throws {
        let (script, other, device) = try Script.admin()
        let admin = script.greeted(by: other.node, link: 1)
        let laptop = script.greeted(by: device.node, link: 2, holding: TestShop.holding(1), takesEvents: true)
        func passed(_ number: UInt64, hops: UInt8) -> [Message] {
            let event = Self.event(number, by: other, to: TestShop.space(1))
            script.say(.event(event, hops: hops), admin, datagram: true)
            return script.said(laptop)
        }
        #expect(passed(1, hops: 1).isEmpty)
        #expect(passed(2, hops: 2) == [.event(Self.event(2, by: other, to: TestShop.space(1)), hops: 1)])
        #expect(passed(3, hops: 16) == [.event(Self.event(3, by: other, to: TestShop.space(1)), hops: 7)])
    }

    @Test func `a peer that does not know events is not sent any`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        script.happen(.published(Self.event(1, by: script.node.crypto)))
        #expect(script.said(link).isEmpty)
    }

    @Test func `who publishes too much is cut down to the rate, and others are not`() throws {
        let (script, other, device) = try Script.admin()
        let admin = script.greeted(by: other.node, link: 1)
        let laptop = script.greeted(by: device.node, link: 2, holding: TestShop.holding(1))
        var taken = 0
        for number in 0..<500 as Range<UInt64> {
            script.say(.event(Self.event(number, by: other), hops: 1), admin, datagram: true)
            taken += script.effects.events.count
        }
        #expect(taken == 100)
        script.say(.event(Self.event(1, by: device, to: TestShop.space(1)), hops: 1), laptop, datagram: true)
        #expect(script.effects.events.count == 1)
        script.time += 1_000_000
        taken = 0
        for number in 1_000..<1_200 as Range<UInt64> {
            script.say(.event(Self.event(number, by: other), hops: 1), admin, datagram: true)
            taken += script.effects.events.count
        }
        #expect(taken == 50)
        #expect(script.node.gossip.brokenInvariants().isEmpty)
    }

    @Test func `where datagrams are lost it arrives all the same, and once`() throws {
        let scene = try Scene(admins: 3)
        scene.network.loss = 300
        scene.network.run(for: 20_000_000)
        let ears = Ears(scene.network)
        for number in 1...50 as ClosedRange<UInt64> {
            scene.network.give(.published(Self.event(number, by: scene.admins[0].crypto)), to: scene.admins[0])
            scene.network.run(for: 100_000)
        }
        #expect(scene.admins.map(ears.times) == [0, 50, 50])
    }

    @Test func `an event too large for a datagram goes over the session`() throws {
        let scene = try Scene(admins: 2)
        let ears = Ears(scene.network)
        scene.network.run(for: 1_000_000)
        scene.network.keepsSent = true
        let event = Self.event(
            1, by: scene.admins[0].crypto, payload: .text(String(repeating: "x", count: 4_000)))
        scene.network.give(.published(event), to: scene.admins[0])
        scene.network.run(for: 10_000)
        #expect(ears.times(scene.admins[1]) == 1)
        #expect(scene.network.sent.filter { $0.bytes.first == 15 }.map(\.isDatagram) == [false])
    }

    @Test func `the table forgets nobody's ids for another's, and stays bounded`() {
        var table = EventTable(perSecond: 1_000_000, burst: 1_000_000)
        let (one, flood) = (NodeID(high: 1, low: 1), NodeID(high: 2, low: 2))
        #expect(table.take(1, of: one, at: 0) == .fresh)
        for number in 0..<10_000 as Range<UInt128> { _ = table.take(number, of: flood, at: 1) }
        #expect(table.take(1, of: one, at: 2) == .known)
        for number in 0..<5_000 as Range<UInt64> { _ = table.take(1, of: NodeID(high: 3, low: number), at: 3 + number) }
        #expect(table.count == 1_024)
        var strict = EventTable(perSecond: 1, burst: 2)
        #expect([1, 2, 3].map { strict.take($0, of: one, at: 0) } == [.fresh, .fresh, .tooMany])
        #expect(strict.take(3, of: one, at: 1_000_000) == .fresh, "what was too many may be tried again")
    }
}

extension PassingEvent {
    fileprivate var encodedMessage: [UInt8] { Message.event(self, hops: 3).encoded }
}

extension Set<UInt128> {
    fileprivate init(ids events: [PassingEvent]) { self.init(events.map(\.id)) }
}
