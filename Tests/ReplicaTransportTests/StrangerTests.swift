import ReplicaCrypto
import ReplicaTransport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What comes from anybody: it must not stop what comes from members.
@Suite struct StrangerTests {
    /// A TCP connection that is none of ours.
    private func connect(_ node: TestNode, from source: (UInt8, UInt8, UInt8, UInt8) = (127, 0, 0, 1)) throws -> Socket
    {
        let socket = try Socket(.ipv4, .stream)
        try socket.bind(TransportAddress(ipv4: source, port: 0))
        _ = socket.connect(node.address)
        return socket
    }

    /// The beginning of a TLS handshake of which no byte is wrong, and which never ends.
    private static let endlessHello: [UInt8] =
        [0x16, 3, 1, 2, 0, 1, 0, 0x3f, 0xfc, 3, 3] + [UInt8](repeating: 7, count: 400)

    private func hasEnded(_ socket: Socket) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            switch socket.receive(into: &buffer) {
            case .count(0), .failed: return true
            case .wouldBlock: return false
            case .count: continue
            }
        }
    }

    @Test func `garbage on both ports is counted and harms nobody`() throws {
        let pair = try Pair(withDatagrams: true)
        let victim = pair.listener
        let udp = try Socket(.ipv4, .datagram)
        try udp.bind(TransportAddress(ipv4: (127, 0, 0, 1), port: 0))
        var random = Numbers(state: 3)
        var streams: [Socket] = []
        let before = victim.transport.counters
        for round in 0..<400 {
            let length = Int(random.next() % 1500)
            var junk = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            if length > 0, round % 2 == 0 { junk[0] = 0x10 }
            _ = udp.sendDatagram(junk, count: junk.count, to: victim.address)
            if round % 20 == 0 {
                let stream = try connect(victim)
                streams.append(stream)
                victim.step(until: 0)
                // Some look like the begin of TLS.
                if round % 40 == 0, junk.count > 2 { junk.replaceSubrange(0..<2, with: [0x16, 0x03]) }
                _ = stream.send(junk[...])
            }
            if round % 50 == 0 {
                pair.dialler.transport.send(pair.outgoing, [UInt8(round / 50)])
                #expect(pair.dialler.transport.sendDatagram(pair.outgoing, [UInt8(round / 50)]))
            }
            settle(pair.nodes, rounds: 1)
        }
        try #require(run(pair.nodes, until: { victim.frames.count == 8 && victim.datagrams.count == 8 }))
        let after = victim.transport.counters
        #expect(
            after.datagramsMalformed - before.datagramsMalformed
                + (after.datagramsOfUnknownSession - before.datagramsOfUnknownSession) == 400)
        #expect(after.handshakesFailed > 0)
        var buffer = [UInt8](repeating: 0, count: 2048)
        var sender: TransportAddress?
        #expect(udp.receiveDatagram(into: &buffer, from: &sender) == .wouldBlock, "junk was answered")
        #expect(victim.closings.isEmpty && pair.dialler.closings.isEmpty)
    }

    @Test(arguments: [1, 25])
    func `two hundred dripping connections, which come again, do not keep a member out`(sources: UInt8) throws {
        let victim = try TestNode()
        var drippers: [(socket: Socket, sent: Int)?] = Array(repeating: nil, count: 200)
        func drip() {
            for index in drippers.indices {
                if let (socket, sent) = drippers[index] {
                    let byte = Self.endlessHello[sent % Self.endlessHello.count]
                    let isOver = socket.send([byte]) != .count(1) || hasEnded(socket)
                    drippers[index] = isOver ? nil : (socket, sent + 1)
                } else {
                    let source = (UInt8(127), UInt8(0), UInt8(1), UInt8(index) % sources)
                    drippers[index] = (try? connect(victim, from: source)).map { ($0, 0) }
                }
            }
        }
        try #require(run([victim], also: drip, until: { victim.transport.counters.connectionsEvicted >= 200 }))
        let member = try TestNode()
        let link = member.transport.dial(victim.address, expecting: victim.key.publicKey)
        try #require(run([victim, member], also: drip, until: { member.transport.hasDatagramPath(link) }))
        member.transport.send(link, [1])
        #expect(run([victim, member], also: drip, until: { victim.frames == [[1]] }))
        #expect(victim.events.count == 2, "strangers are no events")
    }

    @Test func `a handshake has one deadline in all, however it drips`() throws {
        let victim = try TestNode { $0.handshakeDeadline = 50_000_000 }
        let dripper = try connect(victim)
        let silent = try connect(victim)
        var sent = 0
        var isOver = false
        try #require(
            run(
                [victim],
                also: {
                    if sent < Self.endlessHello.count { _ = dripper.send([Self.endlessHello[sent]]) }
                    sent += 1
                    isOver = hasEnded(dripper) && hasEnded(silent)
                }, until: { isOver }))
        #expect(victim.events.isEmpty)
        #expect(victim.transport.counters.handshakesTimedOut == 2)
        #expect(sent > 10)
    }

    @Test func `a listener that does not speak is given up by the deadline`() throws {
        let mute = try Socket(.ipv4, .stream)
        try mute.bind(TransportAddress(ipv4: (127, 0, 0, 1), port: 0))
        try mute.listen(backlog: 1)
        let node = try TestNode { $0.handshakeDeadline = 20_000_000 }
        let link = node.transport.dial(try #require(mute.localAddress))
        try #require(run([node], until: { !node.events.isEmpty }))
        #expect(node.events == [.closed(link, .handshakeTimedOut)])
    }

    @Test func `an owner that never decides loses the link by the deadline`() throws {
        let (a, b) = (try TestNode(), try TestNode { $0.handshakeDeadline = 200_000_000 })
        b.acceptsEverybody = false
        _ = a.transport.dial(b.address)
        try #require(run([a, b], until: { !a.closings.isEmpty && !b.closings.isEmpty }))
        #expect(b.closings == [.handshakeTimedOut])
        b.transport.accept(b.handshaken[0])
        settle([a, b])
        #expect(b.events.count == 2)
    }

    @Test func `a connection that is reset at any moment is only its own end`() throws {
        let pair = try Pair()
        for length in 0..<40 {
            let socket = try connect(pair.listener)
            _ = socket.send([0x16, 3, 1, 0, 200] + [UInt8](repeating: 1, count: length))
            socket.setOption(SOL_SOCKET, SO_LINGER, structure: linger(l_onoff: 1, l_linger: 0))
            if length % 2 == 0 { pair.listener.step(until: 0) }
        }
        settle(pair.nodes)
        pair.dialler.transport.send(pair.outgoing, [1])
        #expect(run(pair.nodes, until: { pair.listener.frames == [[1]] }))
        #expect(pair.listener.closings.isEmpty)
    }

    @Test func `without descriptors no connection is lost and nothing spins`() async {
        await #expect(processExitsWith: .success) {
            let victim = try TestNode { $0.acceptBackOff = 1_000_000 }
            let clients = try (0..<4).map { _ in
                let socket = try Socket(.ipv4, .stream)
                _ = socket.connect(victim.address)
                return socket
            }
            var limit = rlimit()
            _ = unsafe getrlimit(StrangerTests.descriptorLimit, &limit)
            let usual = limit
            // The next descriptor would be this one.
            let next = dup(0)
            close(next)
            limit.rlim_cur = rlim_t(next)
            _ = unsafe setrlimit(StrangerTests.descriptorLimit, &limit)
            try #require(run([victim], until: { victim.transport.counters.acceptBackOffs >= 3 }))
            try #require(victim.transport.counters.connectionsAccepted == 0)
            var restored = usual
            _ = unsafe setrlimit(StrangerTests.descriptorLimit, &restored)
            try #require(run([victim], until: { victim.transport.counters.connectionsAccepted == 4 }))
            withExtendedLifetime(clients) {}
        }
    }

    #if canImport(Darwin)
        static let descriptorLimit = RLIMIT_NOFILE
    #else
        static let descriptorLimit = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif
}
