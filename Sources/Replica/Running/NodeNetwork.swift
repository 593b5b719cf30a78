import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaGossip
import ReplicaTransport

/// One node's network: turns the transport's events into the protocol's, and carries the protocol's effects out.
final class NodeNetwork {
    let transport: Transport
    private(set) var gossip: Gossip
    private let configuration: GossipConfiguration
    private let bootNonce: UInt64
    private var links: [UInt64: ReplicaTransport.LinkID] = [:]
    /// Where each dial that is on its way goes.
    private var dials: [UInt64: GossipEffects.Dial] = [:]
    private var deadline: UInt64?
    private var joins = JoinDesk()

    init(core: NodeCore, transport: Transport, configuration: GossipConfiguration = .init(), trusted: Set<NodeID>) {
        self.transport = transport
        self.configuration = configuration
        bootNonce = NodeIdentity.newIncarnation()
        gossip = Self.protocolMachine(core, transport.port, bootNonce, configuration, trusted)
    }

    private static func protocolMachine(
        _ core: NodeCore, _ port: UInt16, _ bootNonce: UInt64, _ configuration: GossipConfiguration,
        _ trusted: Set<NodeID>
    ) -> Gossip {
        let gossip = Gossip(
            store: core.store, archive: core.archive, crypto: core.crypto, node: core.identity.replica.node,
            bootNonce: bootNonce, configuration: configuration, seed: NodeIdentity.newIncarnation())
        gossip.port = port
        gossip.trusted = trusted
        return gossip
    }

    /// What is known of the peers.
    var peers: [PeerStatus] { gossip.peers }

    /// Whether it has not yet had all that its inviter had.
    var isJoining: Bool { gossip.isJoining }

    /// After a failed write the store was read back from disk: the protocol starts anew on it, and sessions are renewed.
    func storeWasReplaced(_ core: NodeCore) {
        let trusted = gossip.trusted
        for link in links.values { transport.close(link, reason: "the store was read back from disk") }
        links = [:]
        gossip = Self.protocolMachine(core, transport.port, bootNonce, configuration, trusted)
    }

    /// Tells the protocol of an event, and carries its effects out: disk, sends, observers.
    func handle(_ event: GossipEvent, _ core: NodeCore) {
        let begun = Clock.instant
        let effects = gossip.handle(event, at: begun)
        if !effects.intake.counted.isEmpty || !effects.intake.parked.isEmpty || !effects.intake.forks.isEmpty {
            core.meter.applied(effects.intake.counted.count, since: begun.monotonic)
            do { try core.write(durable: effects.isRolledBack) } catch { return }
        }
        deadline = effects.deadline
        send(effects)
        if !effects.acknowledged.isEmpty { core.noteAcknowledged(effects.acknowledged) }
        if !effects.events.isEmpty { core.take(effects.events) }
        for reached in effects.reached { core.remember(reached) }
        for alarm in effects.alarms { core.alarm(alarm) }
        for clock in effects.clocks { core.note(clock) }
        core.settleReach()
        if effects.wantsSync { try? core.sync() }
    }

    private func send(_ effects: GossipEffects) {
        for datagram in effects.datagrams {
            guard let link = links[datagram.link.number] else { continue }
            if !transport.sendDatagram(link, datagram.bytes) { transport.send(link, datagram.bytes) }
        }
        for frame in effects.frames {
            if let link = links[frame.link.number] { transport.send(link, frame.bytes) }
        }
        for dial in effects.dials {
            guard let address = TransportAddress(dial.address) else { continue }
            let link = transport.dial(address, expecting: nil, protocol: .members)
            links[link.number] = link
            dials[link.number] = dial
        }
        for close in effects.closes {
            if let link = links.removeValue(forKey: close.link.number) { transport.close(link, reason: close.reason) }
        }
        for beacon in effects.beacons { transport.announce(beacon) }
    }

    /// Waits for I/O, work or a deadline, and handles what comes.
    func wait(until other: UInt64?, _ core: NodeCore, hasWork: () -> Bool) {
        var until = [deadline.map { $0 &* 1_000 }, joins.deadline.map { $0 &* 1_000 }, other].compactMap(\.self).min()
        if hasWork() { until = 0 }
        transport.wait(until: until) { event in handle(event, core) }
        if let deadline, deadline &* 1_000 <= MonotonicClock.now { handle(.deadline, core) }
        if let due = joins.deadline, due &* 1_000 <= MonotonicClock.now { joins.handle(.deadline, transport, core) }
        transport.flush()
    }

    private func handle(_ event: TransportEvent, _ core: NodeCore) {
        switch event {
        case .handshaken(let link, let key, .members, let incoming, let address):
            opened(link, key, incoming: incoming, address, core)
        case .handshaken(let link, let key, .join, true, _) where core.identity.holding.isAdmin:
            joins.open(link, key: key, transport, core)
        case .handshaken(let link, _, _, _, _): transport.close(link, reason: "unknown protocol")
        case .frame(let link, let bytes):
            if joins.has(link) {
                joins.handle(.frame(ReplicaGossip.LinkID(link.number), bytes), transport, core)
            } else {
                handle(.frame(ReplicaGossip.LinkID(link.number), bytes), core)
            }
        case .datagram(let link, let bytes): handle(.datagram(ReplicaGossip.LinkID(link.number), bytes), core)
        case .drained(let link): handle(.drained(ReplicaGossip.LinkID(link.number)), core)
        case .closed(let link, _): closed(link, core)
        case .beacon(let bytes, let address): handle(.beacon(bytes, from: PeerAddress(address)), core)
        case .woken: return
        }
    }

    private func opened(
        _ link: ReplicaTransport.LinkID, _ key: [UInt8], incoming: Bool, _ address: TransportAddress, _ core: NodeCore
    ) {
        let node = core.crypto.node(of: key)
        let dial = dials.removeValue(forKey: link.number)
        let isMember = core.store.membership.key(of: node) == key || gossip.trusted.contains(node)
        if let expected = dial?.node, expected != node {
            return refuse(link, dial, "another node answers at this address", core)
        }
        guard isMember else { return refuse(link, dial, "not a member of this shop", core) }
        links[link.number] = link
        transport.accept(link)
        let peer = dial?.address ?? PeerAddress(address)
        handle(.opened(ReplicaGossip.LinkID(link.number), node: node, incoming: incoming, address: peer), core)
    }

    private func refuse(
        _ link: ReplicaTransport.LinkID, _ dial: GossipEffects.Dial?, _ reason: String, _ core: NodeCore
    ) {
        links[link.number] = nil
        transport.close(link, reason: reason)
        if let dial { handle(.dialFailed(dial.address), core) }
    }

    private func closed(_ link: ReplicaTransport.LinkID, _ core: NodeCore) {
        links[link.number] = nil
        if joins.has(link) { return joins.end(link, transport, core) }
        if let dial = dials.removeValue(forKey: link.number) {
            handle(.dialFailed(dial.address), core)
        } else {
            handle(.closed(ReplicaGossip.LinkID(link.number)), core)
        }
    }

    /// The port of TCP and UDP.
    var port: UInt16 { transport.port }

    /// Where this node can be dialled: addresses of real interfaces first, loopback last.
    var addresses: [PeerAddress] {
        let all = transport.localAddresses.filter { !$0.isLinkLocal }
        return (all.filter { !$0.isLoopback } + all.filter(\.isLoopback)).map { PeerAddress($0.with(port: port)) }
    }

    /// Ends all sessions.
    func close() {
        for link in links.values { transport.close(link, reason: "this node stops") }
        links = [:]
        transport.flush()
    }
}

extension TransportAddress {
    /// The transport's address of a peer's.
    init?(_ address: PeerAddress) {
        self.init(hostBytes: address.host, scope: address.scope, port: address.port)
    }
}

extension PeerAddress {
    /// The protocol's address of a transport's.
    init(_ address: TransportAddress) {
        self.init(host: address.hostBytes, port: address.port, scope: address.scope)
    }
}
