import ReplicaCRDT
import ReplicaDocuments

// Where peers are. Addresses given by hand, remembered, told by peers, or heard in beacons are dialled until their node is
// connected; each alone backs off.
extension Gossip {
    func takeAddress(_ address: PeerAddress, node peer: NodeID?) {
        guard peer != node else { return }
        book.add(address, node: peer, isPinned: true, due: now.monotonic)
    }

    /// When an address that failed is tried again.
    func nextDial(_ failures: Int) -> UInt64 {
        let pause = configuration.backoff.lowerBound << UInt64(min(failures, 16) - 1)
        return now.monotonic + random.jittered(min(pause, configuration.backoff.upperBound))
    }

    /// Whether a dial makes sense: the node is wanted, and neither it nor the address is connected.
    private func isWanted(_ peer: NodeID?, _ address: PeerAddress) -> Bool {
        guard sessions.count < configuration.neighbours else { return false }
        if let peer {
            guard isTalkable(peer) else { return false }
            if isJoining, !trusted.isEmpty, !trusted.contains(peer) { return false }
        }
        return !sessions.values.contains { session in
            session.node == peer || (session.address == address && !session.isIncoming)
                || dialable(session) == address
        }
    }

    /// Dials what is due.
    func dial() {
        guard isDialStale || nextDialDue ?? .max <= now.monotonic else { return }
        for (address, peer) in book.takeDue(at: now.monotonic, isWanted: isWanted) {
            effects.dials.append(.init(address: address, node: peer))
        }
        nextDialDue = book.nextDue(isWanted: isWanted)
        isDialStale = false
    }

    /// Where a peer that dialled could be dialled itself.
    private func dialable(_ session: Session) -> PeerAddress? {
        guard session.isIncoming, let port = session.hello?.port, port != 0 else { return nil }
        return PeerAddress(host: session.address.host, port: port, scope: session.address.scope)
    }

    /// Remembers where a peer that dialled could be dialled, should the session end.
    func noteDialable(_ session: Session, _ hello: Hello) {
        guard let address = dialable(session) else { return }
        book.add(address, node: session.node, isPinned: false, due: now.monotonic)
        tellAddress(of: session)
    }

    /// The address of a session's peer that others may be told.
    private func tellable(_ session: Session) -> PeerAddress? {
        let address = session.isIncoming ? dialable(session) : session.address
        guard let address, address.scope == 0 else { return nil }
        return address
    }

    /// Whether a peer may know where another one is: admins of everybody, devices of admins. This machine's own loopback
    /// addresses are told on this machine only.
    private func mayTell(_ listener: Session, of session: Session, _ address: PeerAddress) -> Bool {
        listener !== session && listener.node != session.node && store.holding.isAdmin
            && (listener.isAdmin || session.isAdmin)
            && (!address.isLoopback || listener.address.isLoopback)
    }

    /// Tells a new peer of the others.
    func tellAddresses(to listener: Session) {
        let known = ready.compactMap { session -> KnownAddress? in
            guard let address = tellable(session), mayTell(listener, of: session, address) else { return nil }
            return KnownAddress(node: session.node, address: address)
        }
        if !known.isEmpty { send(.addresses(Array(known.prefix(MessageLimits.addresses))), to: listener, by: .frame) }
        if !listener.isIncoming { tellAddress(of: listener) }
    }

    /// Tells the others of a new peer.
    private func tellAddress(of session: Session) {
        guard let address = tellable(session) else { return }
        for listener in ready where mayTell(listener, of: session, address) {
            send(.addresses([KnownAddress(node: session.node, address: address)]), to: listener, by: .frame)
        }
    }

    /// Keeps what a peer tells. A node that is not known as a member yet is dialled once it is.
    func takeAddresses(_ addresses: [KnownAddress]) {
        for known in addresses where known.node != node && known.address.port != 0 {
            book.add(known.address, node: known.node, isPinned: false, due: now.monotonic)
        }
    }

    /// Whether a node is known as a member with whom something is shared.
    private func isTalkable(_ peer: NodeID) -> Bool {
        switch store.holding {
        case .everything: isAdmin(peer) || store.membership.admissions[peer] != nil
        case .customer(let id): isAdmin(peer) || store.isDevice(peer, of: .customer(id))
        }
    }
}

extension PeerAddress {
    /// 127.0.0.0/8 or ::1.
    var isLoopback: Bool {
        host.count == 4 ? host[0] == 127 : host.dropLast().allSatisfy { $0 == 0 } && host.last == 1
    }
}
