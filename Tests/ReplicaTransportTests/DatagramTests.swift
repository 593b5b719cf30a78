import ReplicaTransport
import Testing

@Suite struct DatagramTests {
    @Test func `datagrams of all lengths up to the longest arrive, and a longer one is not sent`() throws {
        let pair = try Pair(withDatagrams: true)
        let longest = Transport.maximumDatagramPayload
        for length in [0, 1, 100, longest] {
            let payload = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            #expect(pair.dialler.transport.sendDatagram(pair.outgoing, payload))
            try #require(run(pair.nodes, until: { pair.listener.datagrams.last == payload }))
            #expect(pair.listener.transport.sendDatagram(pair.incoming, payload))
            try #require(run(pair.nodes, until: { pair.dialler.datagrams.last == payload }))
        }
        let sent = pair.dialler.transport.counters.datagramsSent
        #expect(!pair.dialler.transport.sendDatagram(pair.outgoing, [UInt8](repeating: 0, count: longest + 1)))
        #expect(pair.dialler.transport.counters.datagramsSent == sent)
    }

    @Test func `no datagram is sent before the path is proved`() throws {
        let (a, b) = (try TestNode(), try TestNode())
        let link = a.transport.dial(b.address)
        #expect(!a.transport.sendDatagram(link, [1]))
        try #require(run([a], also: { b.step(until: 0) }, until: { !a.handshaken.isEmpty }))
        #expect(!a.transport.sendDatagram(link, [1]))
        try #require(run([a, b], until: { a.transport.hasDatagramPath(link) }))
        #expect(a.transport.sendDatagram(link, [1]))
        a.transport.close(link, reason: "")
        #expect(!a.transport.sendDatagram(link, [1]))
    }

    @Test func `a datagram with any single bit flipped is dropped, and the intact one still opens`() throws {
        let pair = try RelayedPair()
        let intact = try #require(pair.capture([Array("a datagram".utf8)]).first)
        let before = pair.listener.transport.counters
        pair.deliver(
            (0..<intact.count * 8).map { bit in
                var flipped = intact
                flipped[bit / 8] ^= 1 << (bit % 8)
                return flipped
            })
        let after = pair.listener.transport.counters
        let dropped =
            (after.datagramsForged - before.datagramsForged) + (after.datagramsMalformed - before.datagramsMalformed)
            + (after.datagramsOfUnknownSession - before.datagramsOfUnknownSession)
        #expect(dropped == UInt64(intact.count * 8))
        #expect(after.datagramsOfUnknownSession - before.datagramsOfUnknownSession == 64)
        #expect(pair.listener.datagrams.isEmpty)
        #expect(after.datagramsSent == before.datagramsSent, "junk is not answered")
        pair.deliver([intact])
        #expect(pair.listener.datagrams == [Array("a datagram".utf8)])
        #expect(pair.listener.closings.isEmpty)
    }

    @Test func `a datagram that comes again is dropped`() throws {
        let pair = try RelayedPair()
        let captured = pair.capture([[1], [2]])
        try #require(captured.count == 2)
        pair.deliver([captured[0], captured[0], captured[1], captured[0], captured[1]])
        #expect(pair.listener.datagrams == [[1], [2]])
        #expect(pair.listener.transport.counters.datagramsReplayed == 3)
    }

    @Test func `datagrams may overtake each other by a thousand, and not by more`() throws {
        let pair = try RelayedPair()
        let captured = pair.capture((0..<1100).map { [UInt8($0 / 256), UInt8($0 % 256)] })
        try #require(captured.count == 1100)
        pair.deliver([captured[1099]])
        pair.deliver(captured)
        let arrived = pair.listener.datagrams.map { Int($0[0]) * 256 + Int($0[1]) }
        #expect(arrived == [1099] + Array(76..<1099))
        #expect(pair.listener.transport.counters.datagramsReplayed == 77)
    }

    @Test func `a datagram of one direction or session does not open in another`() throws {
        let pair = try RelayedPair()
        let captured = try #require(pair.capture([[1]]).first)
        let forged = pair.dialler.transport.counters.datagramsOfUnknownSession
        pair.relay.sendToDialler(captured)
        settle(pair.nodes)
        #expect(pair.dialler.datagrams.isEmpty)
        #expect(pair.dialler.transport.counters.datagramsOfUnknownSession == forged + 1)
        pair.listener.transport.close(pair.incoming, reason: "")
        pair.deliver([captured])
        #expect(pair.listener.datagrams.isEmpty)
    }

    @Test func `keys change with the epoch and datagrams go on, also those overtaken by the change`() throws {
        let pair = try RelayedPair { $0.datagramEpochLimit = 10 }
        let captured = pair.capture((0..<35).map { [$0] })
        try #require(captured.count == 35)
        #expect(Set(captured.map { $0[9] }).count >= 4)
        var order = Array(0..<35)
        for index in stride(from: 0, to: 34, by: 2) { order.swapAt(index, index + 1) }
        pair.deliver(order.map { captured[$0] })
        #expect(pair.listener.datagrams.map { Int($0[0]) } == order)
    }

    @Test func `when the last key is used up, datagrams end and the link goes on`() throws {
        let pair = try Pair({ $0.datagramEpochLimit = 1 }, withDatagrams: true)
        var sent = 0
        while pair.dialler.transport.sendDatagram(pair.outgoing, [1]), sent < 1000 {
            sent += 1
            settle([pair.listener], rounds: 1)
        }
        #expect((200..<256).contains(sent))
        pair.dialler.transport.send(pair.outgoing, [9])
        #expect(run(pair.nodes, until: { pair.listener.frames == [[9]] }))
        #expect(pair.listener.datagrams.count == sent)
    }

    @Test func `the path moves to a new address only after a challenge was answered from there`() throws {
        let pair = try RelayedPair { $0.pathMoveInterval = 0 }
        let old = try pair.relay.moveDialler()
        let payload = [UInt8](repeating: 5, count: 20)
        let captured = try #require(pair.capture([payload]).first)
        // A copy from a false address opens, and moves nothing: the challenge is not answered from there.
        let thief = try Socket(.ipv4, .datagram)
        try thief.bind(TransportAddress(ipv4: (127, 0, 0, 5), port: 0))
        _ = thief.sendDatagram(captured, count: captured.count, to: pair.listener.address)
        settle([pair.listener])
        #expect(pair.listener.datagrams == [payload])
        var challenge = [UInt8](repeating: 0, count: 2048)
        var sender: TransportAddress?
        let received = thief.receiveDatagram(into: &challenge, from: &sender)
        guard case .count(let length) = received else {
            Issue.record("no challenge")
            return
        }
        #expect(length <= captured.count, "an answer is never longer than what provoked it")
        #expect(pair.listener.transport.counters.pathsMoved == 0)
        _ = thief.sendDatagram(challenge, count: length, to: pair.listener.address)
        settle(pair.nodes, also: pair.relay.step)
        #expect(pair.listener.transport.counters.pathsMoved == 0)
        #expect(pair.listener.transport.sendDatagram(pair.incoming, [1]))
        var arrived = [UInt8](repeating: 0, count: 2048)
        guard case .count = old.receiveDatagram(into: &arrived, from: &sender) else {
            Issue.record("the path has left its old address")
            return
        }

        // The dialler itself at a new address answers, and is followed.
        #expect(pair.dialler.transport.sendDatagram(pair.outgoing, payload))
        try #require(
            run(pair.nodes, also: pair.relay.step, until: { pair.listener.transport.counters.pathsMoved == 1 }))
        #expect(pair.listener.transport.sendDatagram(pair.incoming, [2]))
        #expect(run(pair.nodes, also: pair.relay.step, until: { pair.dialler.datagrams.last == [2] }))
    }

    @Test func `a path that no longer answers is given up, and taken up again when it does`() throws {
        let pair = try RelayedPair {
            $0.pathCheckInterval = 0
            $0.pathRetry = 1_000_000
            $0.pathRetryLimit = 5_000_000
        }
        pair.relay.captures = true
        #expect(pair.dialler.transport.sendDatagram(pair.outgoing, [1]))
        try #require(
            run(
                pair.nodes, also: pair.relay.step,
                until: { !pair.dialler.transport.hasDatagramPath(pair.outgoing) }))
        #expect(!pair.dialler.transport.sendDatagram(pair.outgoing, [2]))
        pair.relay.captures = false
        #expect(
            run(
                pair.nodes, also: pair.relay.step,
                until: { pair.dialler.transport.hasDatagramPath(pair.outgoing) }))
    }
}
