import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// A network in virtual time: sessions whose frames arrive in order or not at all, datagrams that get lost, doubled and
/// overtaken, cuts. One seed decides all.
final class TestNetwork {
    private enum Happening {
        case event(TestNode, GossipEvent)
        case frame(from: Half, [UInt8])
        case datagram(from: Half, [UInt8])
        case dial(TestNode, GossipEffects.Dial)
    }

    /// One end of a session.
    final class Half {
        let owner: TestNode
        let link: LinkID
        var other: Half?
        var isOpen = true
        var isDialler = false
        var lastArrival: UInt64 = 0

        init(owner: TestNode, link: LinkID) {
            self.owner = owner
            self.link = link
        }
    }

    /// What was sent.
    struct Sent {
        let from: NodeID
        let to: NodeID
        let isDatagram: Bool
        let bytes: [UInt8]
    }

    private(set) var time: UInt64 = 1_000
    private(set) var nodes: [TestNode] = []
    private var halves: [ObjectIdentifier: [LinkID: Half]] = [:]
    private var queue: [(time: UInt64, serial: UInt64, happening: Happening)] = []
    private var serial: UInt64 = 0
    private var nextLink: UInt64 = 1
    private var random: UInt64
    private var apart: Set<[NodeID]> = []
    private var deadlines: [ObjectIdentifier: UInt64] = [:]

    /// Of 1000 datagrams.
    var loss: UInt64 = 0
    var doubled: UInt64 = 0
    /// Added to the latency of a datagram, at most.
    var jitter: UInt64 = 0
    var latency: UInt64 = 200
    /// All that was sent since this was emptied.
    var sent: [Sent] = []
    var keepsSent = false
    /// Bytes of frames and datagrams sent.
    private(set) var bytes = 0
    private(set) var messages = 0

    init(seed: UInt64 = 1) { random = seed }

    func add(_ node: TestNode) {
        nodes.append(node)
        halves[ObjectIdentifier(node)] = [:]
    }

    /// Replaces a node by the same one after a restart; its sessions end.
    func replace(_ old: TestNode, by new: TestNode) {
        for half in (halves[ObjectIdentifier(old)] ?? [:]).values { end(half, tellOwner: false) }
        nodes.removeAll { $0 === old }
        deadlines[ObjectIdentifier(old)] = nil
        add(new)
    }

    private func chance() -> UInt64 {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return random >> 33
    }

    // Faults.

    func cut(_ left: TestNode, _ right: TestNode) {
        apart.insert([left.id, right.id].sorted())
        for half in (halves[ObjectIdentifier(left)] ?? [:]).values.sorted(by: { $0.link < $1.link })
        where half.other?.owner === right { end(half) }
    }

    func heal() { apart = [] }

    func heal(_ left: TestNode, _ right: TestNode) { apart.remove([left.id, right.id].sorted()) }

    private func areApart(_ left: TestNode, _ right: TestNode) -> Bool { apart.contains([left.id, right.id].sorted()) }

    /// How many sessions are open between two nodes.
    func sessions(_ left: TestNode, _ right: TestNode) -> Int {
        (halves[ObjectIdentifier(left)] ?? [:]).values.filter { $0.isOpen && $0.other?.owner === right }.count
    }

    /// Who opened the session between two nodes.
    func opener(_ left: TestNode, _ right: TestNode) -> NodeID? {
        (halves[ObjectIdentifier(left)] ?? [:]).values.first { $0.isOpen && $0.other?.owner === right }
            .map { $0.isDialler ? left.id : right.id }
    }

    // Doing.

    func connect(_ left: TestNode, _ right: TestNode) {
        give(.address(right.address, node: right.id), to: left)
    }

    func give(_ event: GossipEvent, to node: TestNode) { carry(out: node.handle(event, at: time), of: node) }

    func commit(_ node: TestNode, _ write: (inout Transaction) throws(TransactionFailure) -> Void) throws {
        let deltas = try node.commit(at: time, write)
        give(.committed(deltas), to: node)
        give(.durable, to: node)
    }

    private func carry(out effects: GossipEffects, of node: TestNode) {
        for frame in effects.frames { transmit(frame, of: node, isDatagram: false) }
        for frame in effects.datagrams { transmit(frame, of: node, isDatagram: true) }
        for close in effects.closes {
            if let half = halves[ObjectIdentifier(node)]?[close.link] { end(half) }
        }
        for dial in effects.dials { schedule(latency, .dial(node, dial)) }
        for beacon in effects.beacons {
            for other in nodes where other !== node && !areApart(node, other) {
                schedule(latency, .event(other, .beacon(beacon, from: node.address)))
            }
        }
        deadlines[ObjectIdentifier(node)] = effects.deadline
        if effects.wantsSync { schedule(500, .event(node, .durable)) }
    }

    private func transmit(_ frame: GossipEffects.Frame, of node: TestNode, isDatagram: Bool) {
        guard let half = halves[ObjectIdentifier(node)]?[frame.link], half.isOpen, let other = half.other else {
            return
        }
        bytes += frame.bytes.count
        messages += 1
        if keepsSent {
            sent.append(Sent(from: node.id, to: other.owner.id, isDatagram: isDatagram, bytes: frame.bytes))
        }
        guard isDatagram else {
            half.lastArrival = max(half.lastArrival, time + latency)
            return schedule(half.lastArrival - time, .frame(from: half, frame.bytes))
        }
        for _ in 0..<(chance() % 1000 < doubled ? 2 : 1) where chance() % 1000 >= loss {
            schedule(latency + (jitter == 0 ? 0 : chance() % jitter), .datagram(from: half, frame.bytes))
        }
    }

    private func schedule(_ delay: UInt64, _ happening: Happening) {
        serial += 1
        let item = (time: time + delay, serial: serial, happening: happening)
        let at = queue.firstIndex { ($0.time, $0.serial) < (item.time, item.serial) } ?? queue.endIndex
        queue.insert(item, at: at)
    }

    private func end(_ half: Half, tellOwner: Bool = true) {
        guard half.isOpen else { return }
        half.isOpen = false
        if tellOwner { schedule(0, .event(half.owner, .closed(half.link))) }
        halves[ObjectIdentifier(half.owner)]?[half.link] = nil
        guard let other = half.other, other.isOpen else { return }
        other.isOpen = false
        halves[ObjectIdentifier(other.owner)]?[other.link] = nil
        schedule(
            max(latency, half.lastArrival > time ? half.lastArrival - time : 0),
            .event(other.owner, .closed(other.link)))
    }

    private func open(_ node: TestNode, _ dial: GossipEffects.Dial) {
        guard let target = nodes.first(where: { $0.address == dial.address && $0 !== node }), !areApart(node, target),
            dial.node == nil || dial.node == target.id
        else { return give(.dialFailed(dial.address), to: node) }
        let near = Half(owner: node, link: LinkID(nextLink))
        let far = Half(owner: target, link: LinkID(nextLink + 1))
        nextLink += 2
        (near.other, far.other) = (far, near)
        near.isDialler = true
        halves[ObjectIdentifier(node)]![near.link] = near
        halves[ObjectIdentifier(target)]![far.link] = far
        let seen = PeerAddress(host: node.address.host, port: UInt16(40_000 + nextLink % 20_000))
        give(.opened(near.link, node: target.id, incoming: false, address: dial.address), to: node)
        give(.opened(far.link, node: node.id, incoming: true, address: seen), to: target)
    }

    /// Runs for some virtual time; checks every node's invariants at the end, and those of the protocol after each step.
    func run(for duration: UInt64) {
        let end = time + duration
        while step(until: end) {}
        time = end
    }

    /// Runs until something holds; false if it does not within some virtual time.
    func run(atMost duration: UInt64, until holds: () -> Bool) -> Bool {
        let end = time + duration
        while !holds() { if !step(until: end) { return holds() } }
        return true
    }

    private func step(until end: UInt64) -> Bool {
        let timer = nodes.compactMap { node in deadlines[ObjectIdentifier(node)].map { (time: $0, node: node) } }
            .min { $0.time < $1.time }
        let next = queue.last?.time
        if let timer, timer.time <= next ?? .max {
            guard timer.time <= end else { return false }
            time = max(time, timer.time)
            give(.deadline, to: timer.node)
            check(timer.node)
            return true
        }
        guard let next, next <= end, let item = queue.popLast() else { return false }
        time = max(time, next)
        switch item.happening {
        case .event(let node, let event):
            guard nodes.contains(where: { $0 === node }) else { return true }
            give(event, to: node)
            check(node)
        case .frame(let half, let bytes):
            guard let other = half.other, other.isOpen || half.lastArrival >= time else { return true }
            give(.frame(other.link, bytes), to: other.owner)
            check(other.owner)
        case .datagram(let half, let bytes):
            guard let other = half.other, other.isOpen else { return true }
            give(.datagram(other.link, bytes), to: other.owner)
            check(other.owner)
        case .dial(let node, let dial): open(node, dial)
        }
        return true
    }

    private func check(_ node: TestNode) {
        let broken = node.gossip.brokenInvariants()
        precondition(broken.isEmpty, "\(broken)")
        if let deadline = deadlines[ObjectIdentifier(node)] {
            precondition(deadline > time, "a deadline that has passed would come for ever")
        }
    }

    /// Whether nodes hold the same of what both hold.
    static func agree(_ left: TestNode, _ right: TestNode) -> Bool {
        let spaces = Set(left.store.spaces.keys).union(right.store.spaces.keys)
        return spaces.filter { left.store.holding.includes($0) && right.store.holding.includes($0) }.allSatisfy {
            left.store.frontier($0) == right.store.frontier($0)
                && left.store.spaces[$0]?.hash == right.store.spaces[$0]?.hash
        }
    }

    /// Whether all nodes hold the same of what both of any two hold.
    var agrees: Bool { nodes.allSatisfy { left in nodes.allSatisfy { Self.agree(left, $0) } } }

    /// What does not hold in any store, for people.
    var brokenStores: [String] { nodes.flatMap { $0.store.brokenInvariants() } }
}
