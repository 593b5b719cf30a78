import ReplicaTransport

/// Stands between two nodes of this machine and sees, drops, changes and repeats their datagrams. To the dialler it is
/// the listener at 127.0.0.2, to the listener it is the dialler at 127.0.0.3; TCP passes through unread.
final class Relay {
    private static let toDialler: (UInt8, UInt8, UInt8, UInt8) = (127, 0, 0, 2)
    private static let toListener: (UInt8, UInt8, UInt8, UInt8) = (127, 0, 0, 3)

    private let dialler: TestNode
    private let listener: TestNode
    private let door: Socket
    private var streams: (Socket, Socket)?
    private var queues = ([UInt8](), [UInt8]())
    private let facingDialler: Socket
    private var facingListener: Socket
    private var buffer = [UInt8](repeating: 0, count: 65536)

    /// Datagrams of the dialler and of the listener that have come, while they are captured instead of passed on.
    var captured = (fromDialler: [[UInt8]](), fromListener: [[UInt8]]())
    var captures = false

    /// Where the dialler finds the listener.
    var address: TransportAddress { TransportAddress(ipv4: Self.toDialler, port: listener.transport.port) }

    init(_ dialler: TestNode, _ listener: TestNode) throws {
        self.dialler = dialler
        self.listener = listener
        door = try Socket(.ipv4, .stream)
        facingDialler = try Socket(.ipv4, .datagram)
        facingListener = try Socket(.ipv4, .datagram)
        try door.bind(address)
        try door.listen(backlog: 1)
        try facingDialler.bind(address)
        try facingListener.bind(TransportAddress(ipv4: Self.toListener, port: dialler.transport.port))
    }

    /// Passes on what has come.
    func step() {
        if streams == nil, case .connection(let inner, _) = door.accept(), let outer = try? Socket(.ipv4, .stream) {
            try? outer.bind(TransportAddress(ipv4: Self.toListener, port: 0))
            _ = outer.connect(listener.address)
            streams = (inner, outer)
        }
        if let (inner, outer) = streams {
            pump(inner, outer, &queues.0)
            pump(outer, inner, &queues.1)
        }
        for bytes in receive(facingDialler) {
            if captures { captured.fromDialler.append(bytes) } else { sendToListener(bytes) }
        }
        for bytes in receive(facingListener) {
            if captures { captured.fromListener.append(bytes) } else { sendToDialler(bytes) }
        }
    }

    func sendToListener(_ bytes: [UInt8]) {
        _ = facingListener.sendDatagram(bytes, count: bytes.count, to: listener.address)
    }

    func sendToDialler(_ bytes: [UInt8]) {
        _ = facingDialler.sendDatagram(bytes, count: bytes.count, to: dialler.address)
    }

    /// From now on the dialler's datagrams come from 127.0.0.4, as behind a NAT that has forgotten; what is sent to
    /// the old address is lost. Returns the old socket.
    func moveDialler() throws -> Socket {
        let old = facingListener
        facingListener = try Socket(.ipv4, .datagram)
        try facingListener.bind(TransportAddress(ipv4: (127, 0, 0, 4), port: dialler.transport.port))
        return old
    }

    private func pump(_ source: Socket, _ target: Socket, _ queue: inout [UInt8]) {
        if case .count(let count) = source.receive(into: &buffer), count > 0 { queue += buffer[..<count] }
        if !queue.isEmpty, case .count(let count) = target.send(queue[...]) { queue.removeFirst(count) }
    }

    private func receive(_ socket: Socket) -> [[UInt8]] {
        var received: [[UInt8]] = []
        var sender: TransportAddress?
        while case .count(let count) = socket.receiveDatagram(into: &buffer, from: &sender) {
            received.append(Array(buffer[..<count]))
        }
        return received
    }
}

/// Two nodes with a relay between them, and a confirmed datagram path both ways.
struct RelayedPair {
    let dialler: TestNode
    let listener: TestNode
    let relay: Relay
    let outgoing: LinkID
    let incoming: LinkID

    init(_ configure: (inout TransportConfiguration) -> Void = { _ in }) throws {
        let (dialler, listener) = (try TestNode(configure), try TestNode(configure))
        let relay = try Relay(dialler, listener)
        let outgoing = dialler.transport.dial(relay.address)
        let isReady = run(
            [dialler, listener], also: relay.step,
            until: {
                dialler.transport.hasDatagramPath(outgoing)
                    && listener.handshaken.contains { listener.transport.hasDatagramPath($0) }
            })
        guard isReady else { throw TestFailure(text: "no relayed link: \(dialler.events) \(listener.events)") }
        (self.dialler, self.listener, self.relay, self.outgoing) = (dialler, listener, relay, outgoing)
        incoming = listener.handshaken[0]
    }

    var nodes: [TestNode] { [dialler, listener] }

    /// Seals datagrams at the dialler and keeps them from arriving.
    func capture(_ payloads: [[UInt8]]) -> [[UInt8]] {
        relay.captures = true
        defer { relay.captures = false }
        relay.captured.fromDialler = []
        for payload in payloads {
            guard dialler.transport.sendDatagram(outgoing, payload) else { break }
            relay.step()
        }
        return relay.captured.fromDialler
    }

    /// Brings datagrams to the listener, a few at a time, so that the system's buffer holds them.
    func deliver(_ datagrams: [[UInt8]]) {
        for (index, datagram) in datagrams.enumerated() {
            relay.sendToListener(datagram)
            if index % 32 == 31 { listener.step(until: 0) }
        }
        settle([listener], rounds: 3)
    }
}
