import ReplicaCrypto
import ReplicaTransport

/// A transport with a key and the events it has delivered. Everything in these tests runs on the test's own thread:
/// several nodes take turns.
final class TestNode {
    let key: SigningKey
    let transport: Transport
    var events: [TransportEvent] = []
    /// Whether handshaken links are accepted as soon as they are reported.
    var acceptsEverybody = true

    init(
        key: SigningKey = SigningKey(), _ configure: (inout TransportConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = TransportConfiguration()
        configuration.loopbackOnly = true
        configuration.discovery = nil
        configure(&configuration)
        self.key = key
        transport = try Transport(configuration: configuration, identity: key)
    }

    var address: TransportAddress { TransportAddress(ipv4: (127, 0, 0, 1), port: transport.port) }

    func step(until deadline: UInt64) {
        transport.wait(until: deadline) { event in
            events.append(event)
            if acceptsEverybody, case .handshaken(let link, _, _, _, _) = event { transport.accept(link) }
        }
    }

    /// The handshaken links, oldest first.
    var handshaken: [LinkID] {
        events.compactMap { event in
            if case .handshaken(let link, _, _, _, _) = event { link } else { nil }
        }
    }

    var frames: [[UInt8]] {
        events.compactMap { event in
            if case .frame(_, let body) = event { body } else { nil }
        }
    }

    var datagrams: [[UInt8]] {
        events.compactMap { event in
            if case .datagram(_, let body) = event { body } else { nil }
        }
    }

    var closings: [TransportCloseReason] {
        events.compactMap { event in
            if case .closed(_, let reason) = event { reason } else { nil }
        }
    }
}

/// Lets the nodes take turns until the condition holds; false if it does not in ten seconds.
func run(_ nodes: [TestNode], also step: () -> Void = {}, until condition: () -> Bool) -> Bool {
    let end = MonotonicClock.now + 10_000_000_000
    var idleRounds = 0
    while MonotonicClock.now < end {
        if condition() { return true }
        let before = nodes.reduce(0) { $0 + $1.events.count }
        for (index, node) in nodes.enumerated() {
            // After a few rounds without events the first one sleeps a little, to leave the machine to other tests.
            node.step(until: index == 0 && idleRounds > 20 ? MonotonicClock.now + 1_000_000 : 0)
        }
        step()
        idleRounds = nodes.reduce(0) { $0 + $1.events.count } == before ? idleRounds + 1 : 0
    }
    return condition()
}

/// Lets the nodes take turns so often that whatever is on its way has arrived.
func settle(_ nodes: [TestNode], rounds: Int = 30, also step: () -> Void = {}) {
    for _ in 0..<rounds {
        for node in nodes { node.step(until: 0) }
        step()
    }
}

/// Two nodes, and the link between them once both sides have accepted it.
struct Pair {
    let dialler: TestNode
    let listener: TestNode
    let outgoing: LinkID
    let incoming: LinkID

    init(
        _ configure: (inout TransportConfiguration) -> Void = { _ in }, withDatagrams: Bool = false
    ) throws {
        try self.init(TestNode(configure), TestNode(configure), withDatagrams: withDatagrams)
    }

    init(_ dialler: TestNode, _ listener: TestNode, withDatagrams: Bool = false) throws {
        self.dialler = dialler
        self.listener = listener
        outgoing = dialler.transport.dial(listener.address, expecting: listener.key.publicKey)
        let nodes = [dialler, listener]
        guard run(nodes, until: { !dialler.handshaken.isEmpty && !listener.handshaken.isEmpty }) else {
            throw TestFailure(text: "no handshake: \(dialler.events) \(listener.events)")
        }
        incoming = listener.handshaken[0]
        let (outgoing, incoming) = (outgoing, incoming)
        guard
            !withDatagrams
                || run(
                    nodes,
                    until: {
                        dialler.transport.hasDatagramPath(outgoing) && listener.transport.hasDatagramPath(incoming)
                    })
        else { throw TestFailure(text: "no datagram path") }
    }

    var nodes: [TestNode] { [dialler, listener] }
}

struct TestFailure: Error {
    let text: String
}
