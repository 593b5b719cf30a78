import ReplicaCRDT
import ReplicaDocuments

// A session's life: opened by the driver after the handshake, greeted both ways, ready, closed. What two nodes share is found
// here and nowhere else.
extension Gossip {
    func open(_ link: LinkID, node peer: NodeID, isIncoming: Bool, address: PeerAddress) {
        if !isIncoming { book.opened(address, node: peer) }
        guard sessions[link] == nil else { return }
        let session = Session(
            link, node: peer, isIncoming: isIncoming, address: address, at: now.monotonic,
            probeDue: now.monotonic + configuration.probeInterval,
            events: RateBudget(
                perSecond: configuration.sessionEventsPerSecond, burst: 2 * configuration.sessionEventsPerSecond))
        session.clockBase = now.wall &- now.monotonic
        sessions[link] = session
        if peer != node {
            guard mayTalk(to: peer) else { return close(session, .notMember) }
            guard !isJoining || trusted.isEmpty || trusted.contains(peer) else { return close(session, .joining) }
            let twins = ordered.filter { isTwin($0, session) }
            guard sessions.count <= Self.limit(configuration) || !twins.isEmpty else { return close(session, .full) }
            for twin in twins.dropLast(Self.twins - 1) { close(twin, .duplicate) }
            if !isIncoming { effects.reached.append(.init(address: address, node: peer)) }
        }
        var hello = Hello(
            incarnation: store.replica.incarnation, bootNonce: bootNonce, holding: store.holding, port: port)
        hello.isAlone = ready.isEmpty
        hello.takesEvents = true
        hello.wallMinutes = now.wall / Hello.minute
        send(.hello(hello), to: session, by: .frame)
    }

    /// Sessions at most: twice the neighbours, some that are not greeted yet, and one.
    static func limit(_ configuration: GossipConfiguration) -> Int {
        2 * configuration.neighbours + max(4, configuration.neighbours / 2)
    }

    /// Whether there is room for another ready session: for who has no other, room is made by ending the session with the
    /// best connected peer.
    private func makeRoom(for session: Session, isAlone: Bool) -> Bool {
        let others = ready.filter { $0.node != session.node }
        guard others.count >= 2 * configuration.neighbours else { return true }
        let best = others.filter(\.isAdmin).max { ($0.neighbours.count, $0.link) < ($1.neighbours.count, $1.link) }
        guard isAlone, let best, best.neighbours.count > 1 else { return false }
        close(best, .full)
        return true
    }

    /// Sessions with one node at a time, of which one is ready: while two dials cross, and while a copy is looked for.
    static let twins = 3

    private func isTwin(_ left: Session, _ right: Session) -> Bool { left !== right && left.node == right.node }

    /// Whether anything at all may be said to a node.
    private func mayTalk(to peer: NodeID) -> Bool {
        trusted.contains(peer) || store.membership.admissions[peer] != nil
    }

    /// Whether a node is an admin, as far as is known here.
    func isAdmin(_ peer: NodeID) -> Bool {
        guard let admissions = store.membership.admissions[peer] else { return trusted.contains(peer) }
        return trusted.contains(peer) || admissions.contains { $0.space == .staff }
    }

    /// What is shared with a node that says what it holds; nil if nothing, or if it may not hold that.
    private func sharing(with peer: NodeID, holding theirs: Holding) -> Holding? {
        switch (store.holding, theirs) {
        case (.everything, .everything): isAdmin(peer) ? .everything : nil
        case (.customer, .everything): isAdmin(peer) ? store.holding : nil
        case (.everything, .customer(let id)): store.isDevice(peer, of: .customer(id)) ? theirs : nil
        case (.customer(let own), .customer(let id)):
            own == id && store.isDevice(peer, of: .customer(id)) ? theirs : nil
        }
    }

    func takeHello(_ hello: Hello, from session: Session) {
        guard session.stage == .greeting else { return fault(session) }
        session.hello = hello
        isDialStale = true
        if session.node == node { return takeOwnHello(hello, session) }
        guard hello.lowest <= Message.version, Message.version <= hello.highest else {
            return close(session, .version)
        }
        guard let shared = sharing(with: session.node, holding: hello.holding) else {
            return close(session, .nothingShared)
        }
        guard makeRoom(for: session, isAlone: hello.isAlone) else { return close(session, .full) }
        guard settleTwins(of: session, hello) else { return }
        session.stage = .ready(shared)
        session.isAdmin = hello.holding == .everything
        noteClock(of: hello, from: session)
        noteDialable(session, hello)
        tellNeighbours()
        tellAddresses(to: session)
        compare(with: session, by: .frame)
    }

    /// A session with oneself: the own address was dialled, or a copy of this node runs elsewhere.
    private func takeOwnHello(_ hello: Hello, _ session: Session) {
        if hello.bootNonce == bootNonce {
            book.remove(session.address)
            return close(session, .oneself)
        }
        alarm("another process runs with this node's key")
        store.suspectRollback()
        close(session, .copy)
    }

    /// At most one ready session a node. If both dialled, the one opened by the smaller id stays; of two opened by one side,
    /// that side keeps its later one. Another boot nonce means a restart, or a copy: the former session is asked once more.
    /// Returns whether the session stays.
    private func settleTwins(of session: Session, _ hello: Hello) -> Bool {
        for other in ordered where isTwin(other, session) && other.rival == nil {
            guard let theirs = other.hello else { continue }
            if theirs.bootNonce != hello.bootNonce {
                let probe = other.nextSequence()
                other.rival = (session.link, probe)
                send(.probe(probe), to: other, by: .frame)
                demote(other)
                continue
            }
            if other.isIncoming == session.isIncoming {
                if session.isIncoming {
                    demote(other)
                } else if other.link < session.link {
                    close(other, .duplicate)
                } else {
                    close(session, .duplicate)
                    return false
                }
            } else if opener(of: session) < opener(of: other) {
                close(other, .duplicate)
            } else {
                close(session, .duplicate)
                return false
            }
        }
        return true
    }

    private func opener(of session: Session) -> NodeID { session.isIncoming ? session.node : node }

    /// The session stays open until its peer or its silence ends it, but carries nothing any more.
    private func demote(_ session: Session) {
        session.stage = .greeting
        session.stream = nil
        session.exchange = nil
        session.unconfirmed = .init()
        session.compareDue = nil
    }

    /// Ends a session, and says why.
    func close(_ session: Session, _ reason: ByeReason) {
        send(.bye(reason), to: session, by: .frame)
        effects.closes.append(.init(link: session.link, reason: reason.text))
        forget(session.link)
    }

    /// Ends a session for a frame that is malformed or out of place.
    func fault(_ session: Session) {
        counters.malformedFrames += 1
        close(session, .malformed)
    }

    /// Takes note that a session is over.
    func forget(_ link: LinkID) {
        guard let session = sessions.removeValue(forKey: link) else { return }
        if store.membership.admissions[session.node] != nil {
            lastHeard[session.node] = max(lastHeard[session.node] ?? 0, session.lastHeard)
        }
        if !session.isIncoming {
            if now.monotonic - session.openedAt > configuration.backoff.upperBound { book.settled(session.address) }
            book.failed(session.address, next: nextDial)
        }
        if session.shared != nil { tellNeighbours() }
    }

    /// After members changed: what is shared with each peer may have changed with them.
    func reviewSessions() {
        isDialStale = true
        for session in ready {
            guard let hello = session.hello, let shared = session.shared else { continue }
            let entitled = sharing(with: session.node, holding: hello.holding)
            if entitled != shared { close(session, .nothingShared) }
        }
    }

    /// Tells all admins whom this node is connected to, so that they don't pass on what its own neighbours get anyway.
    private func tellNeighbours() {
        guard store.holding.isAdmin else { return }
        let nodes = Array(Set(ready.map(\.node)).sorted().prefix(MessageLimits.neighbours))
        let message = Message.neighbours(nodes).encoded
        for session in ready where session.isAdmin { send(message, to: session, by: .frame) }
    }

    /// After sleep, or when addresses changed: all is tried anew, and every session must prove itself soon.
    func renew() {
        book.hurry(at: now.monotonic)
        discovery.due = now.monotonic
        for session in ordered {
            session.probes.forget()
            session.missedProbes = max(0, configuration.probesUnanswered - 2)
            session.probeDue = now.monotonic
        }
    }
}
