import ReplicaCRDT
import ReplicaDocuments

// Reach: each node tells its neighbours what it has on disk, per space, as far as that changed. At an agreement one bit says
// it of everything, so that nothing needs listing after a reconnection. Admins pass on what they learn of others.
extension Gossip {
    /// All that was taken in is on disk. Who wrote or brought it is told at once, the others when there is time: so that a change
    /// costs each of its receivers one acknowledgement, and not one for every neighbour.
    func takeDurable() {
        guard !unsynced.isEmpty else { return }
        for space in unsynced { durable[space] = store.frontier(space) }
        for session in ready {
            session.unacknowledged.formUnion(unsynced.filter(session.shares))
            guard !session.unacknowledged.isEmpty else { continue }
            let isWaitedFor = authors.contains(session.node)
            let earliest = (session.acknowledgedAt ?? 0) + configuration.acknowledgeInterval
            let due = isWaitedFor ? max(now.monotonic, earliest) : now.monotonic + configuration.compareInterval
            session.acknowledgeDue = min(session.acknowledgeDue ?? .max, due)
        }
        unsynced = []
        authors = []
        syncDue = nil
    }

    /// Tells a peer what is on disk.
    func acknowledge(to session: Session) {
        session.acknowledgeDue = nil
        session.acknowledgedAt = now.monotonic
        var items: [Acknowledgement.Item] = []
        for space in session.unacknowledged.sorted().prefix(MessageLimits.acknowledged) where session.shares(space) {
            session.unacknowledged.remove(space)
            guard let frontier = durable[space] else { continue }
            let told = session.acknowledged[space]
            let news = frontier.positions.filter { $0.seq > told?[$0.replica] ?? 0 }
            session.acknowledged[space] = frontier.vector
            if !news.isEmpty { items.append(.init(space: space, replaces: told == nil, frontier: Frontier(news))) }
        }
        if !session.unacknowledged.isEmpty {
            session.acknowledgeDue = now.monotonic + configuration.acknowledgeInterval
        }
        guard !items.isEmpty else { return }
        send(.acknowledge(.init(about: nil, items: items)), to: session, by: .frame)
    }

    /// Takes a peer's report, of itself or passed on; false if it is out of place.
    func takeAcknowledgement(_ acknowledgement: Acknowledgement, from session: Session) -> Bool {
        guard acknowledgement.items.allSatisfy({ session.shares($0.space) }) else { return false }
        guard let about = acknowledgement.about else {
            takeOwn(acknowledgement.items, from: session)
            return true
        }
        guard session.isAdmin, store.holding.isAdmin else { return false }
        guard about != node, !ready.contains(where: { $0.node == about }) else { return true }
        relay(acknowledgement.items, about: about, besides: session)
        return true
    }

    private func takeOwn(_ items: [Acknowledgement.Item], from session: Session) {
        for item in items {
            session.learn(item.space, item.frontier)
            session.unconfirmed.progress(at: now.monotonic)
            note(item, of: session.node)
        }
        effects.acknowledged.append(session.node)
        relayOnwards(items, about: session.node, besides: session)
    }

    /// A report of a node that is not connected here: kept if it says more, and then passed on.
    private func relay(_ items: [Acknowledgement.Item], about peer: NodeID, besides session: Session) {
        let news = items.compactMap { item -> Acknowledgement.Item? in
            guard let known = store.spaces[item.space]?.frontier else { return nil }
            let former = store.acknowledged[peer]?[item.space]
            let more = item.frontier.positions.filter { position in
                known.seq(of: position.replica) > 0 && position.seq > former?.seq(of: position.replica) ?? 0
            }
            return more.isEmpty ? nil : .init(space: item.space, replaces: false, frontier: Frontier(more))
        }
        for item in news { note(item, of: peer) }
        if !news.isEmpty { effects.acknowledged.append(peer) }
        relayOnwards(news, about: peer, besides: session)
    }

    private func relayOnwards(_ items: [Acknowledgement.Item], about peer: NodeID, besides source: Session) {
        guard store.holding.isAdmin, !items.isEmpty else { return }
        var message: [UInt8]?
        for session in ready
        where session !== source && session.isAdmin && session.node != peer && !session.neighbours.contains(peer)
            && !source.neighbours.contains(session.node)
        {
            let bytes = message ?? Message.acknowledge(.init(about: peer, items: items)).encoded
            message = bytes
            send(bytes, to: session, by: .frame)
        }
    }

    /// Keeps a report, as far as it names what is known here: so that no lie makes it grow.
    private func note(_ item: Acknowledgement.Item, of peer: NodeID) {
        guard let known = store.spaces[item.space]?.frontier, store.isEntitled(peer, to: item.space) else { return }
        var frontier = item.replaces ? Frontier() : store.acknowledged[peer]?[item.space] ?? Frontier()
        for position in item.frontier.positions where known.seq(of: position.replica) > 0 {
            frontier.advance(to: position)
        }
        store.acknowledge(peer, item.space, frontier)
    }

    /// A peer has the same as this node, and on disk.
    func acknowledgeAll(of session: Session, _ shared: Holding) {
        var spaces = [Space.staff, ownSpace(shared)]
        if shared == .everything {
            let changed = session.takeChangedSince() ?? Set(store.spaces.keys.filter { $0.kind == .customer })
            spaces += changed.sorted()
        }
        effects.acknowledged.append(session.node)
        for space in spaces where store.spaces[space] != nil {
            store.acknowledge(session.node, space, store.frontier(space))
        }
    }
}
