import ReplicaCrypto
import ReplicaTransport
import Testing

/// Over loopback multicast, which is how the nodes of one machine find each other.
@Suite struct BeaconTests {
    /// A group and a port that no other test uses.
    private func discovery() throws -> DiscoveryConfiguration {
        let probe = try Socket(.ipv4, .datagram)
        try probe.bind(TransportAddress(ipv4: (127, 0, 0, 1), port: 0))
        var discovery = DiscoveryConfiguration()
        discovery.port = try #require(probe.localAddress?.port)
        let random = UInt8.random(in: 3...254)
        discovery.ipv4Group = TransportAddress(ipv4: (239, 77, random, UInt8.random(in: 1...254)), port: 0)
        return discovery
    }

    private func beacons(_ node: TestNode) -> [TransportEvent] {
        node.events.filter { if case .beacon = $0 { true } else { false } }
    }

    @Test func `nodes of one machine hear each other, not themselves, with the address to dial`() throws {
        let discovery = try discovery()
        let nodes = try (0..<3).map { _ in try TestNode { $0.discovery = discovery } }
        nodes[0].transport.announce([1, 2, 3])
        try #require(run(nodes, until: { !beacons(nodes[1]).isEmpty && !beacons(nodes[2]).isEmpty }))
        settle(nodes)
        #expect(beacons(nodes[0]).isEmpty)
        #expect(beacons(nodes[1]) == [.beacon([1, 2, 3], from: nodes[0].address)])
        #expect(beacons(nodes[2]) == [.beacon([1, 2, 3], from: nodes[0].address)])
        #expect(nodes[0].transport.counters.beaconsSent == 1)
        let link = nodes[1].transport.dial(nodes[0].address, expecting: nodes[0].key.publicKey)
        #expect(run(nodes, until: { nodes[1].transport.hasDatagramPath(link) }))
    }

    @Test func `other groups and ports, cut nodes and nodes without discovery hear nothing`() throws {
        let discovery = try discovery()
        var otherGroup = discovery
        otherGroup.ipv4Group = TransportAddress(ipv4: (239, 78, 1, 1), port: 0)
        let announcer = try TestNode { $0.discovery = discovery }
        let hearing = try TestNode { $0.discovery = discovery }
        let elsewhere = try TestNode { $0.discovery = otherGroup }
        let cut = try TestNode { $0.discovery = discovery }
        let deaf = try TestNode()
        cut.transport.faults.cut = true
        announcer.transport.announce([7])
        let nodes = [announcer, hearing, elsewhere, cut, deaf]
        try #require(run(nodes, until: { !beacons(hearing).isEmpty }))
        cut.transport.announce([8])
        deaf.transport.announce([9])
        settle(nodes)
        #expect(beacons(hearing).count == 1)
        for node in [announcer, elsewhere, cut, deaf] { #expect(beacons(node).isEmpty) }
        #expect(cut.transport.counters.beaconsDropped == 2)
    }

    @Test func `what is no beacon is dropped, and a flood of them leaves the links alone`() throws {
        let discovery = try discovery()
        let pair = try Pair { $0.discovery = discovery }
        let flooder = try Socket(.ipv4, .datagram)
        try flooder.bind(TransportAddress(ipv4: (127, 0, 0, 1), port: 0))
        let target = TransportAddress(ipv4: (127, 0, 0, 1), port: discovery.port)
        for round in 0..<200 {
            _ = flooder.sendDatagram([UInt8](repeating: 1, count: 2000), count: round % 2 == 0 ? 0 : 1400, to: target)
            if round % 20 == 0 { settle(pair.nodes, rounds: 1) }
        }
        pair.dialler.transport.send(pair.outgoing, [1])
        try #require(run(pair.nodes, until: { pair.listener.frames == [[1]] }))
        settle(pair.nodes)
        #expect(pair.nodes.allSatisfy { beacons($0).isEmpty })
        #expect(pair.nodes.reduce(0) { $0 + $1.transport.counters.beaconsDropped } == 200)
    }

    @Test func `the own addresses carry the port, loopback last`() throws {
        let all = try TestNode { $0.loopbackOnly = false }
        let addresses = all.transport.localAddresses
        #expect(addresses.contains(all.address))
        #expect(addresses.allSatisfy { $0.port == all.transport.port })
        let firstLoopback = try #require(addresses.firstIndex { $0.isLoopback })
        #expect(addresses[firstLoopback...].allSatisfy { $0.isLoopback })
        let near = try TestNode()
        #expect(near.transport.localAddresses.allSatisfy { $0.isLoopback })
    }

    @Test func `a port in use is an error when it was asked for, and another one is found when not`() throws {
        let first = try TestNode()
        #expect(throws: TransportError.portInUse(first.transport.port)) {
            try TestNode { $0.port = first.transport.port }
        }
        #expect(try TestNode().transport.port != first.transport.port)
    }
}
