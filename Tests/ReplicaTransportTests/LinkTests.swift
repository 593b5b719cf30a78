import ReplicaCrypto
import ReplicaTransport
import Testing

@Suite struct LinkTests {
    @Test func `both sides learn the other's key, protocol and address`() throws {
        let (a, b) = (try TestNode(), try TestNode())
        let link = a.transport.dial(b.address, expecting: b.key.publicKey, protocol: .join)
        try #require(run([a, b], until: { !a.events.isEmpty && !b.events.isEmpty }))
        #expect(
            a.events == [
                .handshaken(link, key: b.key.publicKey, alpn: .join, incoming: false, address: b.address)
            ])
        guard case .handshaken(let incoming, let key, let alpn, true, let address) = b.events.first else {
            Issue.record("\(b.events)")
            return
        }
        #expect(key == a.key.publicKey)
        #expect(alpn == .join)
        #expect(address.isLoopback && address.port != a.transport.port)
        try #require(run([a, b], until: { b.transport.listeningAddress(incoming) != nil }))
        #expect(b.transport.listeningAddress(incoming) == a.address)
        #expect(a.transport.counters.handshakesCompleted == 1)
        #expect(b.transport.counters.handshakesCompleted == 1)
    }

    @Test func `a link works over IPv6`() throws {
        let (a, b) = (try TestNode(), try TestNode())
        let address = TransportAddress(ipv6High: 0, low: 1, port: b.transport.port)
        let link = a.transport.dial(address)
        try #require(
            run([a, b], until: { a.transport.hasDatagramPath(link) && b.handshaken.count == 1 }),
            "\(a.events) \(a.transport.counters)")
        a.transport.send(link, [6])
        #expect(a.transport.sendDatagram(link, [66]))
        #expect(run([a, b], until: { b.frames == [[6]] && b.datagrams == [[66]] }))
    }

    @Test func `a side with another key than the expected one is refused`() throws {
        let (a, b) = (try TestNode(), try TestNode())
        let link = a.transport.dial(b.address, expecting: SigningKey().publicKey)
        try #require(run([a, b], until: { !a.closings.isEmpty && !b.closings.isEmpty }))
        #expect(a.events == [.closed(link, .unexpectedKey(b.key.publicKey))])
        #expect(b.frames.isEmpty)
    }

    @Test func `no frame arrives before the owner has accepted, and none is lost by that`() throws {
        let (a, b) = (try TestNode(), try TestNode())
        b.acceptsEverybody = false
        let link = a.transport.dial(b.address)
        try #require(run([a, b], until: { !a.handshaken.isEmpty && !b.handshaken.isEmpty }))
        a.transport.send(link, [1])
        a.transport.send(link, [2])
        settle([a, b])
        #expect(b.events.count == 1)
        b.transport.accept(b.handshaken[0])
        #expect(run([a, b], until: { b.frames == [[1], [2]] }))
    }

    @Test func `a side that is not accepted hears why`() throws {
        let (a, b) = (try TestNode(), try TestNode())
        b.acceptsEverybody = false
        let link = a.transport.dial(b.address)
        try #require(run([a, b], until: { !a.handshaken.isEmpty && !b.handshaken.isEmpty }))
        a.transport.send(link, [UInt8](repeating: 1, count: 100_000))
        b.transport.close(b.handshaken[0], reason: "not a member")
        try #require(run([a, b], until: { !a.closings.isEmpty }))
        #expect(a.closings == [.closedByPeer("not a member")])
        settle([a, b])
        #expect(b.closings.isEmpty)
        #expect(b.frames.isEmpty)
    }

    @Test func `frames of all sizes arrive whole and in order, both ways at once`() throws {
        let pair = try Pair()
        let sizes = [0, 1, 3, 16_383, 16_384, 16_385, 65_536, 1 << 20, 5, 300_000, 0, 1 << 20]
        func frame(_ index: Int, _ salt: UInt8) -> [UInt8] {
            (0..<sizes[index]).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ index) ^ salt }
        }
        for index in sizes.indices {
            pair.dialler.transport.send(pair.outgoing, frame(index, 0))
            pair.listener.transport.send(pair.incoming, frame(index, 0xff))
        }
        try #require(
            run(pair.nodes, until: { pair.nodes.allSatisfy { $0.frames.count == sizes.count } }),
            "\(pair.dialler.closings) \(pair.listener.closings)")
        #expect(pair.listener.frames == sizes.indices.map { frame($0, 0) })
        #expect(pair.dialler.frames == sizes.indices.map { frame($0, 0xff) })
    }

    @Test func `small frames share packets`() throws {
        let pair = try Pair()
        for _ in 0..<1000 { pair.dialler.transport.send(pair.outgoing, [1, 2, 3]) }
        let before = pair.dialler.transport.counters.streamBytesSent
        try #require(run(pair.nodes, until: { pair.listener.frames.count == 1000 }))
        #expect(pair.dialler.transport.counters.streamBytesSent - before < 8000)
    }

    @Test func `a queue that drains is told, once, and nothing is lost`() throws {
        let pair = try Pair { $0.sendQueueLimit = 64 << 20 }
        let frame = [UInt8](repeating: 7, count: 1 << 20)
        for _ in 0..<32 { pair.dialler.transport.send(pair.outgoing, frame) }
        #expect(pair.dialler.transport.queuedBytes(pair.outgoing) > 31 << 20)
        try #require(run(pair.nodes, until: { pair.listener.frames.count == 32 }))
        settle(pair.nodes)
        #expect(pair.dialler.events.filter { $0 == .drained(pair.outgoing) }.count == 1)
        #expect(pair.dialler.transport.queuedBytes(pair.outgoing) == 0)
    }

    @Test func `a side that never reads costs a bounded queue and its own link`() throws {
        let pair = try Pair { $0.sendQueueLimit = 2 << 20 }
        let other = try Pair(pair.dialler, TestNode())
        let frame = [UInt8](repeating: 7, count: 1 << 18)
        let end = MonotonicClock.now + 10_000_000_000
        while pair.dialler.closings.isEmpty, MonotonicClock.now < end {
            pair.dialler.transport.send(pair.outgoing, frame)
            #expect(pair.dialler.transport.queuedBytes(pair.outgoing) <= 2 << 20)
            pair.dialler.step(until: 0)
        }
        #expect(pair.dialler.closings == [.sendQueueFull])
        pair.dialler.transport.send(pair.outgoing, frame)
        pair.dialler.transport.send(other.outgoing, [1])
        #expect(run([pair.dialler, other.listener], until: { other.listener.frames == [[1]] }))
    }

    @Test func `a frame over the receiver's limit ends the link before it is read`() throws {
        let pair = try Pair(TestNode { $0.frameLimit = 4 << 20 }, TestNode { $0.frameLimit = 1000 })
        pair.dialler.transport.send(pair.outgoing, [UInt8](repeating: 1, count: 1000))
        pair.dialler.transport.send(pair.outgoing, [UInt8](repeating: 1, count: 1001))
        try #require(run(pair.nodes, until: { !pair.listener.closings.isEmpty && !pair.dialler.closings.isEmpty }))
        #expect(pair.listener.frames.map(\.count) == [1000])
        #expect(pair.listener.closings == [.frameTooLong(byteCount: 1001)])
    }

    @Test func `a protocol that the other side does not speak is refused`() throws {
        let (a, b) = (try TestNode(), try TestNode())
        _ = a.transport.dial(b.address, protocol: ALPN("replica/2"))
        try #require(run([a, b], until: { !a.closings.isEmpty }))
        guard case .handshakeFailed = a.closings[0] else {
            Issue.record("\(a.closings)")
            return
        }
        #expect(run([a, b], until: { b.transport.counters.handshakesFailed == 1 }))
        #expect(b.events.isEmpty)
    }

    @Test func `both ends, and no other session, compute the same exported key`() throws {
        let pair = try Pair()
        let second = try Pair(pair.dialler, TestNode())
        let ours = pair.dialler.transport.exported(pair.outgoing, label: "join", length: 32)
        #expect(ours?.count == 32)
        #expect(ours == pair.listener.transport.exported(pair.incoming, label: "join", length: 32))
        #expect(ours != pair.dialler.transport.exported(pair.outgoing, label: "other", length: 32))
        #expect(ours != second.dialler.transport.exported(second.outgoing, label: "join", length: 32))
        pair.dialler.transport.close(pair.outgoing, reason: "")
        #expect(pair.dialler.transport.exported(pair.outgoing, label: "join", length: 32) == nil)
    }

    @Test func `the reason of a close follows what was sent, and no event follows one's own`() throws {
        let pair = try Pair()
        pair.dialler.transport.send(pair.outgoing, [1])
        pair.dialler.transport.close(pair.outgoing, reason: "done – " + String(repeating: "x", count: 1000))
        pair.dialler.transport.close(pair.outgoing, reason: "twice")
        pair.dialler.transport.send(pair.outgoing, [2])
        try #require(run(pair.nodes, until: { !pair.listener.closings.isEmpty }))
        #expect(pair.listener.frames == [[1]])
        #expect(
            pair.listener.closings == [.closedByPeer("done – " + String(repeating: "x", count: 247))])
        settle(pair.nodes)
        #expect(pair.dialler.events.count == 1)
    }

    @Test func `a side that vanishes ends the link and not the process`() throws {
        let a = try TestNode()
        do {
            let pair = try Pair(a, TestNode())
            pair.dialler.transport.send(pair.outgoing, [1])
        }
        for _ in 0..<100 {
            a.transport.send(a.handshaken[0], [UInt8](repeating: 1, count: 1000))
            a.step(until: 0)
        }
        try #require(run([a], until: { !a.closings.isEmpty }))
        guard case .connectionLost = a.closings[0] else {
            Issue.record("\(a.closings)")
            return
        }
        #expect(a.transport.counters.linksLost == 1)
    }

    @Test func `an address where nobody listens is reported`() throws {
        let a = try TestNode()
        let port = try TestNode().transport.port
        let link = a.transport.dial(TransportAddress(ipv4: (127, 0, 0, 1), port: port))
        try #require(run([a], until: { !a.closings.isEmpty }))
        guard case .closed(link, .unreachable) = a.events[0] else {
            Issue.record("\(a.events)")
            return
        }
        #expect(a.events.count == 1)
    }

    @Test func `links over the limit are closed on either side`() throws {
        let full = try TestNode { $0.linkLimit = 2 }
        let first = try Pair(full, TestNode())
        let second = try Pair(TestNode(), full)
        let late = try TestNode()
        _ = late.transport.dial(full.address)
        try #require(run([full, late], until: { !late.closings.isEmpty }))
        let refused = full.transport.dial(late.address)
        try #require(run([full, late], until: { full.events.contains(.closed(refused, .tooManyLinks)) }))
        full.transport.close(first.outgoing, reason: "")
        late.events = []
        _ = late.transport.dial(full.address)
        #expect(run([full, late, second.dialler], until: { late.handshaken.count == 1 }))
    }

    @Test func `a call of the waker ends a wait from another thread, and calls in between count once`() throws {
        let node = try TestNode()
        let waker = node.transport.waker
        detach {
            waker.wake()
            waker.wake()
        }
        node.step(until: MonotonicClock.now + 10_000_000_000)
        #expect(node.events == [.woken])
        waker.wake()
        waker.wake()
        #expect(run([node], until: { node.events.count == 2 }))
        settle([node])
        #expect(node.events.count <= 3)
    }
}
