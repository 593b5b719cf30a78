import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// Drives one node by hand: each line is an event and what comes of it. Time passes only when told.
final class Script {
    let node: TestNode
    var time: UInt64 = 1_000
    /// The effects of the last event.
    private(set) var effects = GossipEffects()

    init(_ node: TestNode) { self.node = node }

    /// An admin's node of a shop with another admin and a device of customer 1 as members.
    static func admin() throws -> (Script, other: TestCrypto, device: TestCrypto) {
        let node = TestShop.founder()
        let (other, device) = (TestCrypto(seed: 2), TestCrypto(seed: 50))
        let script = Script(node)
        try script.admit(other, .admin, in: .staff)
        try script.admit(device, .customer, in: TestShop.space(1))
        return (script, other, device)
    }

    func admit(_ member: TestCrypto, _ role: RoleSet, in space: Space) throws {
        try commit { transaction throws(TransactionFailure) in
            try transaction.admit(
                MemberRecord(key: member.key, role: role, series: ""), as: member.node, named: "m", in: space)
        }
    }

    @discardableResult
    func commit(_ write: (inout Transaction) throws(TransactionFailure) -> Void) throws -> [Delta] {
        let deltas = try node.commit(at: time, write)
        let pushed = happen(.committed(deltas))
        _ = happen(.durable)
        effects = pushed
        return deltas
    }

    @discardableResult
    func happen(_ event: GossipEvent) -> GossipEffects {
        effects = node.handle(event, at: time)
        return effects
    }

    /// A session with a peer, opened and greeted; returns its link.
    @discardableResult
    func greeted(
        by peer: NodeID, link: UInt64 = 1, incoming: Bool = true, holding: Holding = .everything, nonce: UInt64 = 77,
        takesEvents: Bool = false
    ) -> LinkID {
        let link = LinkID(link)
        happen(.opened(link, node: peer, incoming: incoming, address: PeerAddress(host: [10, 0, 0, 9], port: 999)))
        var hello = Hello(incarnation: 1, bootNonce: nonce, holding: holding, port: 0)
        hello.takesEvents = takesEvents
        say(.hello(hello), link)
        return link
    }

    @discardableResult
    func say(_ message: Message, _ link: LinkID, datagram: Bool = false) -> GossipEffects {
        happen(datagram ? .datagram(link, message.encoded) : .frame(link, message.encoded))
    }

    /// What the last event made the node say over a link, frames first.
    func said(_ link: LinkID) -> [Message] {
        (effects.frames + effects.datagrams).filter { $0.link == link }.compactMap { try? Message(bytes: $0.bytes) }
    }

    /// Whether the last event ended a link, and why.
    func closed(_ link: LinkID) -> String? { effects.closes.first { $0.link == link }?.reason }

    /// Lets time pass, with the deadlines that are asked for; all effects together.
    func pass(_ duration: UInt64, answer: (GossipEffects) -> Void = { _ in }) -> [GossipEffects] {
        let end = time + duration
        var all: [GossipEffects] = []
        while let deadline = effects.deadline, deadline <= end {
            time = max(time, deadline)
            all.append(happen(.deadline))
            answer(effects)
        }
        time = end
        return all
    }
}

extension Script {
    /// The node's positions, as it tells them to a peer that has something else.
    func positions(_ link: LinkID) -> Positions? {
        time += 1_000_000
        say(.compare(sequence: 1, digest: 0, isDurable: false), link)
        for case .positions(let report) in said(link) { return report.positions }
        return nil
    }
}
