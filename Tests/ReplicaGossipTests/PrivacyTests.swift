import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct PrivacyTests {
    /// What a customer's device is sent in a run, with or without a second customer's activity.
    private func sentToDevice(
        withOther: Bool
    ) throws -> (messages: [TestNetwork.Sent], digests: Set<UInt128>, other: [[UInt8]]) {
        let scene = try Scene(admins: 2)
        let network = scene.network
        let device = try scene.device(50, of: 1, at: scene.admins[0])
        let stranger = withOther ? try scene.device(60, of: 2, at: scene.admins[1]) : nil
        network.connect(device, scene.admins[1])
        network.run(for: 10_000_000 - network.time)
        network.keepsSent = true
        var digests = [digest(device)] as Set<UInt128>
        func run(for duration: UInt64) {
            let end = network.time + duration
            _ = network.run(atMost: duration) {
                digests.insert(digest(device))
                return false
            }
            network.run(for: end - network.time)
        }
        for round in 0..<10 {
            try scene.write(scene.admins[round % 2], bill: "b\(round)", of: 1, note: "mine \(round)")
            run(for: 20_000)
            if let stranger {
                try scene.write(scene.admins[round % 2], bill: "s\(round)", of: 2, note: "CANARY \(round)")
                try scene.write(stranger, bill: "t\(round)", of: 2, note: "CANARY too \(round)")
                try scene.write(scene.admins[round % 2], product: "secret", name: "CANARY product")
                for (author, space) in [(stranger, TestShop.space(2)), (scene.admins[round % 2], .shop)] {
                    let event = PassingEvent(
                        space: space, publisher: author.id, id: UInt128(round), madeAtMicroseconds: 1, user: "CANARY",
                        name: "secret", payload: .text("CANARY"), shop: TestShop.id, sign: author.crypto.sign)
                    network.give(.published(event), to: author)
                }
            }
            run(for: 500_000)
        }
        run(for: 5_000_000)
        #expect(network.agrees)
        let other: [[UInt8]] = [
            Array("CANARY".utf8), Array("secret".utf8), TestCrypto(seed: 60).node.bytes,
            Array(TestShop.space(2).bytes.dropFirst()),
        ]
        return (network.sent.filter { $0.to == device.id }, digests, other)
    }

    /// The digest of what the device itself holds.
    private func digest(_ device: TestNode) -> UInt128 {
        func part(_ space: Space) -> Positions.Part {
            .init(frontier: device.store.frontier(space), state: device.store.spaces[space]?.hash ?? StateHash())
        }
        let positions = Positions(staff: part(.staff), own: part(TestShop.space(1)), customers: nil, waitingSum: 0)
        var writer = ByteWriter()
        positions.encode(into: &writer)
        let hash = device.crypto.hash(writer.bytes)
        return UInt128(hash.high) << 64 | UInt128(hash.low)
    }

    /// Messages as far as timing does not shape them. When a comparison happens is timing; its digest is looked at apart.
    private func essence(_ messages: [TestNetwork.Sent]) -> Set<[UInt8]> {
        Set(
            messages.compactMap { sent -> [UInt8]? in
                switch try? Message(bytes: sent.bytes) {
                case .compare, .agreed, .probe, .pong: nil
                default: sent.bytes
                }
            })
    }

    @Test func `a device is sent the same bytes with and without another customer`() throws {
        let without = try sentToDevice(withOther: false)
        let with = try sentToDevice(withOther: true)
        #expect(without.messages.count > 30)
        let (left, right) = (essence(without.messages), essence(with.messages))
        #expect(left.symmetricDifference(right).map(\.hexadecimalText) == [])
        #expect(abs(with.messages.count - without.messages.count) < 30)
        for sent in with.messages {
            if case .compare(_, let digest, _)? = try? Message(bytes: sent.bytes) {
                #expect(with.digests.contains(digest))
            }
            for canary in with.other { #expect(!sent.bytes.contains(canary)) }
        }
    }

    @Test func `a device hears of admins' addresses, never of other devices'`() throws {
        let scene = try Scene(admins: 2)
        let stranger = try scene.device(60, of: 2, at: scene.admins[0])
        let sibling = try scene.device(51, of: 1, at: scene.admins[0])
        scene.network.keepsSent = true
        let device = try scene.device(50, of: 1, at: scene.admins[0])
        scene.network.run(for: 3_000_000)
        let heard = scene.network.sent.filter { $0.to == device.id }.compactMap { sent -> [KnownAddress]? in
            if case .addresses(let known)? = try? Message(bytes: sent.bytes) { known } else { nil }
        }
        #expect(Set(heard.flatMap { $0 }.map(\.node)) == Set(scene.admins.map(\.id)))
        let told = scene.network.sent.filter { $0.to == stranger.id || $0.to == sibling.id }
        #expect(!told.contains { $0.bytes.contains(device.id.bytes) && $0.bytes.first == 11 })
        #expect(!scene.network.sent.contains { $0.to == device.id && $0.bytes.first == 10 })
    }

    @Test func `what waits elsewhere, or is not on disk elsewhere, shows in nothing that a device is told`() throws {
        let (script, other, device) = try Script.admin()
        let admin = script.greeted(by: other.node, link: 1)
        let laptop = script.greeted(by: device.node, link: 2, holding: TestShop.holding(1))
        let before = script.positions(laptop)
        let author = TestNode(seed: 2, shop: TestShop.id)
        let log = try script.node.archive.log(after: 0, limit: .max).map(\.delta)
        _ = try author.store.receive(log.map { Incoming($0, isLive: false) }, at: Moment(microseconds: 1))
        author.archive.write(author.store.takeWrites())
        var deltas: [Delta] = []
        for _ in 0..<3 {
            deltas += try author.commit(at: 5) { transaction throws(TransactionFailure) in
                try transaction.add(TestShop.product("p"), "stock", 1)
            }
        }
        script.say(.deltas(DeltaBatch(.live, bodies: [deltas[0].bytes, deltas[2].bytes])), admin)
        #expect(script.effects.intake.counted.count == 1 && script.node.store.waitingCount == 1)
        let positions = try #require(script.positions(laptop))
        #expect(positions == before)
        var writer = ByteWriter()
        positions.encode(into: &writer)
        let hash = script.node.crypto.hash(writer.bytes)
        let digest = UInt128(hash.high) << 64 | UInt128(hash.low)
        script.say(.compare(sequence: 9, digest: digest, isDurable: true), laptop)
        #expect(script.said(laptop) == [.agreed(sequence: 9, isDurable: true)])
    }

    @Test func `devices of different customers do not talk`() throws {
        let scene = try Scene(admins: 1)
        let one = try scene.device(50, of: 1, at: scene.admins[0])
        let two = try scene.device(60, of: 2, at: scene.admins[0])
        scene.network.run(for: 1_000_000)
        scene.network.keepsSent = true
        scene.network.connect(one, two)
        scene.network.run(for: 1_000_000)
        #expect(scene.network.sessions(one, two) == 0)
        let between = scene.network.sent.filter { [$0.from, $0.to].sorted() == [one.id, two.id].sorted() }
        #expect(between.allSatisfy { $0.bytes == Message.bye(.notMember).encoded })
    }

    @Test func `two devices of one customer bring each other up to date without an admin`() throws {
        let scene = try Scene(admins: 1)
        let one = try scene.device(50, of: 1, at: scene.admins[0])
        let two = try scene.device(51, of: 1, at: scene.admins[0])
        scene.network.run(for: 3_000_000)
        scene.network.cut(scene.admins[0], one)
        scene.network.cut(scene.admins[0], two)
        scene.network.connect(one, two)
        scene.network.run(for: 1_000_000)
        try scene.write(one, bill: "b", of: 1, note: "x")
        #expect(scene.network.run(atMost: 2_000) { TestNetwork.agree(one, two) })
    }
}

extension [UInt8] {
    func contains(_ other: [UInt8]) -> Bool {
        guard other.count <= count else { return false }
        return (0...(count - other.count)).contains { self[$0..<($0 + other.count)].elementsEqual(other) }
    }
}
