import ReplicaTransport
import Testing

@Suite struct FaultTests {
    @Test func `a cut closes all links and lets nothing pass until it is taken back`() throws {
        let pair = try Pair(withDatagrams: true)
        let stranger = try TestNode()
        #expect(pair.dialler.transport.sendDatagram(pair.outgoing, [1]))
        pair.listener.transport.faults.cut = true
        try #require(run(pair.nodes, until: { !pair.listener.closings.isEmpty && !pair.dialler.closings.isEmpty }))
        #expect(pair.listener.closings == [.cut])
        #expect(pair.listener.datagrams.isEmpty)
        #expect(!pair.listener.transport.sendDatagram(pair.incoming, [1]))

        let refused = pair.listener.transport.dial(stranger.address)
        _ = stranger.transport.dial(pair.listener.address)
        let nodes = pair.nodes + [stranger]
        try #require(run(nodes, until: { !stranger.closings.isEmpty && pair.listener.closings.count == 2 }))
        #expect(pair.listener.events.last == .closed(refused, .cut))
        #expect(pair.listener.transport.counters.connectionsRefused == 1)

        pair.listener.transport.faults.cut = false
        let link = stranger.transport.dial(pair.listener.address)
        try #require(run(nodes, until: { stranger.transport.hasDatagramPath(link) }))
        stranger.transport.send(link, [2])
        #expect(run(nodes, until: { pair.listener.frames == [[2]] }))
    }

    @Test func `lost datagrams are the share that was asked for, the same with the same seed`() throws {
        func arrivals() throws -> [[UInt8]] {
            let receiver = try TestNode { $0.faultSeed = 5 }
            let pair = try Pair(TestNode(), receiver, withDatagrams: true)
            receiver.transport.faults.datagramLoss = 0.3
            for index in UInt16(0)..<1000 {
                let payload = [UInt8(index >> 8), UInt8(truncatingIfNeeded: index)]
                #expect(pair.dialler.transport.sendDatagram(pair.outgoing, payload))
                if index % 20 == 0 { receiver.step(until: 0) }
            }
            try #require(run([receiver], until: { receiver.transport.counters.datagramsReceived >= 1002 }))
            return receiver.datagrams
        }
        let first = try arrivals()
        #expect((600..<800).contains(first.count))
        #expect(try arrivals() == first)
    }

    @Test func `a delay holds frames and datagrams back, and keeps frames in order when it ends`() throws {
        let pair = try Pair(withDatagrams: true)
        let delay: UInt64 = 100_000_000
        pair.dialler.transport.faults.delayNanoseconds = delay
        let start = MonotonicClock.now
        pair.dialler.transport.send(pair.outgoing, [1])
        #expect(pair.dialler.transport.sendDatagram(pair.outgoing, [1]))
        #expect(pair.dialler.transport.queuedBytes(pair.outgoing) == 5)
        pair.dialler.transport.faults.delayNanoseconds = 0
        pair.dialler.transport.send(pair.outgoing, [2])
        try #require(
            run(pair.nodes, until: { pair.listener.frames == [[1], [2]] && pair.listener.datagrams == [[1]] }))
        #expect(MonotonicClock.now - start >= delay)
    }

    @Test func `jitter lets datagrams overtake each other`() throws {
        let pair = try Pair(withDatagrams: true)
        pair.dialler.transport.faults.datagramJitterNanoseconds = 20_000_000
        for index in UInt8(0)..<100 { #expect(pair.dialler.transport.sendDatagram(pair.outgoing, [index])) }
        try #require(run(pair.nodes, until: { pair.listener.datagrams.count == 100 }))
        let order = pair.listener.datagrams.map { $0[0] }
        #expect(order != order.sorted())
        #expect(order.sorted() == Array(0..<100))
    }
}
