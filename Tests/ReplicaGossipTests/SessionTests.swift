import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct SessionTests {
    @Test func `who is no member is told so and nothing else`() throws {
        let (script, _, _) = try Script.admin()
        let link = LinkID(1)
        script.happen(
            .opened(
                link, node: NodeID(high: 6, low: 6), incoming: true, address: PeerAddress(host: [1, 2, 3, 4], port: 5)))
        #expect(script.said(link) == [.bye(.notMember)])
        #expect(script.closed(link) == "not a member")
    }

    @Test func `hello comes first, and what comes before it ends the session`() throws {
        let (script, other, _) = try Script.admin()
        let link = LinkID(1)
        script.happen(
            .opened(link, node: other.node, incoming: true, address: PeerAddress(host: [1, 2, 3, 4], port: 5)))
        guard case .hello(let hello)? = script.said(link).first else { return #expect(Bool(false), "no hello") }
        #expect(hello.bootNonce == 1 && hello.holding == .everything && hello.port == 7700)
        script.say(.taken(1), link)
        #expect(script.closed(link) == "a malformed message")
    }

    @Test func `without a common version nothing is said`() throws {
        let (script, other, _) = try Script.admin()
        let link = LinkID(1)
        script.happen(
            .opened(link, node: other.node, incoming: true, address: PeerAddress(host: [1, 2, 3, 4], port: 5)))
        script.say(
            .hello(Hello(lowest: 2, highest: 9, incarnation: 1, bootNonce: 2, holding: .everything, port: 0)), link)
        #expect(script.said(link) == [.bye(.version)])
    }

    @Test func `a device that claims an admin's holding, or another customer's, gets nothing`() throws {
        let (script, _, device) = try Script.admin()
        for (number, holding) in [Holding.everything, TestShop.holding(2)].enumerated() {
            let link = script.greeted(by: device.node, link: UInt64(number + 1), holding: holding)
            #expect(script.said(link) == [.bye(.nothingShared)])
        }
    }

    @Test(arguments: [true, false])
    func `if both dial, the session opened by the smaller id stays, on both sides`(ownFirst: Bool) throws {
        let scene = try Scene(admins: 2, wiring: .none)
        let network = scene.network
        let (left, right) = (scene.admins[0], scene.admins[1])
        right.gossip.trusted = [left.id]
        if ownFirst { network.connect(left, right) }
        network.connect(right, left)
        network.connect(left, right)
        network.run(for: 1_000_000)
        #expect(network.sessions(left, right) == 1 && network.sessions(right, left) == 1)
        let smaller = left.id < right.id ? left : right
        #expect(network.opener(left, right) == smaller.id)
        network.run(for: 10_000_000)
        #expect(network.sessions(left, right) == 1)
        #expect(left.alarms.isEmpty && right.alarms.isEmpty)
    }

    @Test func `two live processes with one key are found out`() throws {
        let (script, other, _) = try Script.admin()
        let first = script.greeted(by: other.node, link: 1, nonce: 1)
        script.greeted(by: other.node, link: 2, nonce: 2)
        let probes = script.said(first).compactMap { if case .probe(let number) = $0 { number } else { nil } }
        let probe = try #require(probes.first)
        #expect(script.effects.alarms.isEmpty)
        script.say(.pong(probe), first)
        #expect(script.effects.alarms == ["two processes run with the key of \(other.node)"])
        #expect(script.closed(first) == "another process runs with this key")
    }

    @Test func `a restarted node is no copy`() throws {
        let (script, other, _) = try Script.admin()
        let first = script.greeted(by: other.node, link: 1, nonce: 1)
        let second = script.greeted(by: other.node, link: 2, nonce: 2)
        script.happen(.closed(first))
        _ = script.pass(10_000_000) { _ in }
        #expect(script.node.alarms.isEmpty)
        _ = second
    }

    @Test func `a session with oneself ends quietly, one with a copy of oneself with an alarm`() throws {
        let (script, _, _) = try Script.admin()
        let quiet = script.greeted(by: script.node.id, link: 1, nonce: 1)
        #expect(script.said(quiet) == [.bye(.oneself)] && script.effects.alarms.isEmpty)
        let copy = script.greeted(by: script.node.id, link: 2, nonce: 99)
        #expect(script.said(copy) == [.bye(.copy)])
        #expect(script.effects.alarms == ["another process runs with this node's key"])
    }

    @Test func `a session whose probes go unanswered is ended`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        let effects = script.pass(20_000_000)
        #expect(effects.contains { $0.closes.contains { $0.link == link && $0.reason == "no answer to probes" } })
        let probes = effects.flatMap(\.datagrams).filter { $0.bytes.first == 12 }
        #expect(probes.count == script.node.gossip.configuration.probesUnanswered)
    }

    @Test func `a session whose probes are answered stays, and its round trip and loss are known`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        var count = 0
        _ = script.pass(60_000_000) { effects in
            for frame in effects.datagrams where frame.bytes.first == 12 {
                guard case .probe(let number)? = try? Message(bytes: frame.bytes) else { continue }
                count += 1
                script.time += 400
                if count % 2 == 0 { script.say(.pong(number), link, datagram: true) }
            }
        }
        let status = try #require(script.node.gossip.peers.first { $0.node == other.node })
        #expect(status.link == link)
        #expect((300...500).contains(status.roundTripMicroseconds))
        #expect(status.lossPermille > 100)
    }

    @Test func `the last contact with a member is remembered when its session is over, and with others not`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        let heard = script.time
        _ = script.pass(500_000)
        script.happen(.closed(link))
        let stranger = NodeID(high: 6, low: 6)
        script.happen(
            .opened(LinkID(9), node: stranger, incoming: true, address: PeerAddress(host: [1, 2, 3, 4], port: 5)))
        let status = try #require(script.node.gossip.peers.first { $0.node == other.node })
        #expect(status.state == .absent && status.link == nil)
        #expect(status.lastHeard == heard)
        #expect(script.node.gossip.brokenInvariants() == [])
        #expect(!script.node.gossip.peers.contains { $0.node == stranger })
    }

    @Test func `no more sessions than allowed`() throws {
        var configuration = GossipConfiguration()
        configuration.neighbours = 1
        let script = Script(TestShop.founder(configuration: configuration))
        for seed in 2...10 as ClosedRange<UInt64> { try script.admit(TestCrypto(seed: seed), .admin, in: .staff) }
        script.greeted(by: TestCrypto(seed: 2).node, link: 1)
        script.greeted(by: TestCrypto(seed: 3).node, link: 2)
        script.greeted(by: TestCrypto(seed: 4).node, link: 3)
        #expect(script.said(LinkID(3)) == [.bye(.full)])
        for number in 5...8 as ClosedRange<UInt64> {
            script.happen(
                .opened(
                    LinkID(number), node: TestCrypto(seed: number).node, incoming: true,
                    address: PeerAddress(host: [1, 2, 3, 4], port: 5)))
            #expect(script.closed(LinkID(number)) == nil)
        }
        let node = TestCrypto(seed: 9).node
        script.happen(
            .opened(LinkID(9), node: node, incoming: true, address: PeerAddress(host: [1, 2, 3, 4], port: 5)))
        #expect(script.said(LinkID(9)) == [.bye(.full)])
    }

    @Test func `for who has no other session, the best connected peer's is ended`() throws {
        var configuration = GossipConfiguration()
        configuration.neighbours = 1
        let script = Script(TestShop.founder(configuration: configuration))
        for seed in 2...4 as ClosedRange<UInt64> { try script.admit(TestCrypto(seed: seed), .admin, in: .staff) }
        let first = script.greeted(by: TestCrypto(seed: 2).node, link: 1)
        let second = script.greeted(by: TestCrypto(seed: 3).node, link: 2)
        script.say(.neighbours([script.node.id, TestCrypto(seed: 3).node]), first)
        script.say(.neighbours([script.node.id]), second)
        let third = LinkID(3)
        script.happen(
            .opened(
                third, node: TestCrypto(seed: 4).node, incoming: true,
                address: PeerAddress(host: [1, 2, 3, 4], port: 5)))
        var hello = Hello(incarnation: 1, bootNonce: 5, holding: .everything, port: 0)
        hello.isAlone = true
        script.say(.hello(hello), third)
        #expect(script.closed(first) == "too many sessions")
        #expect(script.closed(third) == nil && script.closed(second) == nil)
    }

    @Test func `after a change of the network every session must prove itself soon`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        script.happen(.networkChanged)
        #expect(script.said(link).contains { if case .probe = $0 { true } else { false } })
        let effects = script.pass(3_000_000)
        #expect(effects.contains { $0.closes.contains { $0.link == link } })
    }
}
