import ReplicaCRDT
package import ReplicaDocuments

/// The inviter's side of joining, for all invitations and all sessions of the join protocol. Events in, effects out, like
/// `Gossip`. An unknown key may say one thing only: the proof that it knows an invitation's secret. Then the driver is asked
/// to admit it; when that is on disk, the joiner hears of it.
package struct InviterJoin {
    /// What can happen.
    package enum Event: Sendable {
        /// A session under the join protocol's ALPN: the peer's public key, and 32 bytes exported from the session.
        case opened(LinkID, key: [UInt8], binding: [UInt8])
        /// A frame of it.
        case frame(LinkID, [UInt8])
        /// It ended.
        case closed(LinkID)
        /// The admission that was asked for is on disk.
        case admitted(LinkID)
        /// It could not be written.
        case notAdmitted(LinkID)
        /// The deadline has come.
        case deadline
    }

    /// What is to be done, in this order.
    package struct Effects: Equatable, Sendable {
        /// Invitations that changed, to be kept on disk before anything is sent.
        package var changed: [OpenInvitation] = []
        /// Invitations to be forgotten, by id.
        package var forgotten: [[UInt8]] = []
        /// Members to admit.
        package var admissions: [Admittance] = []
        /// Frames.
        package var frames: [GossipEffects.Frame] = []
        /// Sessions to end, after their frames have left.
        package var closes: [GossipEffects.Close] = []
        /// When `deadline` is wanted, monotonic microseconds.
        package var deadline: UInt64?
    }

    /// Somebody who has proved the secret. The same one may come again (its answer was lost, or this node stopped before the
    /// admission was on disk): who is a member already is not admitted again, and `admitted` follows all the same.
    package struct Admittance: Hashable, Sendable {
        /// Its session.
        package let link: LinkID
        /// Its public key.
        package let key: [UInt8]
        /// What it calls itself.
        package let name: String
        /// What it will hold; it tells its role and its customer's space.
        package let holding: Holding
        /// The prefix of its number series.
        package let series: String
    }

    /// Wrong proofs that end an invitation.
    package static let failures = 5
    /// Join sessions at a time.
    package static let sessions = 16
    /// Invitations kept, used and expired ones included; at the limit the one that expires first goes.
    package static let invitations = 64
    /// A session of the join protocol lasts no longer, in microseconds.
    package static let patience: UInt64 = 10_000_000
    /// A used or expired invitation is remembered for so long, in seconds, so that a latecomer is told why.
    package static let memory: UInt64 = 604_800

    private struct Session {
        let key: [UInt8]
        let binding: [UInt8]
        let due: UInt64
        /// The invitation by which it is being admitted.
        var asked: [UInt8]?
    }

    private let shop: ShopID
    private let key: [UInt8]
    private let crypto: any GossipCrypto
    private var links: [LinkID: Session] = [:]
    private(set) var invitations: [[UInt8]: OpenInvitation] = [:]
    private var effects = Effects()

    /// The inviter's side in a shop, for the holder of a public key, with the invitations that were kept.
    package init(shop: ShopID, key: [UInt8], crypto: any GossipCrypto, kept: [OpenInvitation] = []) {
        self.shop = shop
        self.key = key
        self.crypto = crypto
        for invitation in kept { invitations[invitation.id(by: crypto)] = invitation }
    }

    /// The invitations, those that expire first first.
    package var open: [OpenInvitation] {
        invitations.values.sorted { ($0.expiry, $0.series) < ($1.expiry, $1.series) }
    }

    /// Adds an invitation; the driver keeps it on disk. `secret` is 16 random bytes. Returns what the joiner is given.
    package mutating func invite(
        _ invitation: OpenInvitation, addresses: [PeerAddress]
    ) -> (link: Invitation, forgotten: [[UInt8]]) {
        var forgotten: [[UInt8]] = []
        if invitations.count >= Self.invitations,
            let oldest = invitations.min(by: {
                $0.value.expiry == $1.value.expiry
                    ? $0.key.lexicographicallyPrecedes($1.key) : $0.value.expiry < $1.value.expiry
            })
        {
            invitations[oldest.key] = nil
            forgotten = [oldest.key]
        }
        invitations[invitation.id(by: crypto)] = invitation
        let link = Invitation(
            inviter: crypto.node(of: key), shop: shop, role: invitation.holding.isAdmin ? .admin : .customer,
            secret: invitation.secret, expiry: invitation.expiry, addresses: addresses)
        return (link, forgotten)
    }

    /// Takes note of an event.
    package mutating func handle(_ event: Event, at now: Instant) -> Effects {
        effects = Effects()
        switch event {
        case .opened(let link, let key, let binding): open(link, key, binding, now)
        case .frame(let link, let bytes): take(bytes, from: link, now)
        case .closed(let link): links[link] = nil
        case .admitted(let link): confirm(link)
        case .notAdmitted(let link): reopen(link)
        case .deadline: break
        }
        for link in links.filter({ $0.value.due <= now.monotonic && $0.value.asked == nil }).keys.sorted() {
            refuse(link, .malformed)
        }
        forgetOld(now)
        effects.deadline = links.values.filter { $0.asked == nil }.map(\.due).min()
        return effects
    }

    private mutating func open(_ link: LinkID, _ key: [UInt8], _ binding: [UInt8], _ now: Instant) {
        links[link] = Session(key: key, binding: binding, due: now.monotonic + Self.patience)
        if links.count > Self.sessions { refuse(link, .full) }
    }

    private mutating func take(_ bytes: [UInt8], from link: LinkID, _ now: Instant) {
        guard var session = links[link], session.asked == nil else { return }
        guard case .ask(let id, let name, let proof)? = try? JoinMessage(bytes: bytes) else {
            return refuse(link, .malformed)
        }
        guard var invitation = invitations[id] else { return refuse(link, .foreign) }
        if case .open(let failures) = invitation.state, failures >= Self.failures { return refuse(link, .ended) }
        let binding = JoinBinding(shop: shop, channel: session.binding, joiner: session.key, inviter: key)
        let expected = binding.proof(.asks, JoinMessage.ask(id, name), secret: invitation.secret, by: crypto)
        guard isEqual(expected, proof) else {
            if case .open(let failures) = invitation.state {
                invitation.state = .open(failures: failures + 1)
                keep(invitation, id)
            }
            return refuse(link, .wrongProof)
        }
        session.asked = id
        switch invitation.state {
        case .used(by: session.key): break
        case .used: return refuse(link, .used)
        case .open:
            guard now.wall / 1_000_000 < invitation.expiry else { return refuse(link, .expired) }
            invitation.state = .used(by: session.key)
            keep(invitation, id)
        }
        links[link] = session
        effects.admissions.append(
            .init(link: link, key: session.key, name: name, holding: invitation.holding, series: invitation.series))
    }

    /// Tells the joiner that it is a member.
    private mutating func confirm(_ link: LinkID) {
        guard let session = links[link], let id = session.asked, let invitation = invitations[id] else { return }
        let content = JoinMessage.admitted(invitation.holding, invitation.series)
        let binding = JoinBinding(shop: shop, channel: session.binding, joiner: session.key, inviter: key)
        let proof = binding.proof(.admits, content, secret: invitation.secret, by: crypto)
        effects.frames.append(.init(link: link, bytes: content + proof))
        end(link, "joined")
    }

    /// The admission failed: the invitation stays good.
    private mutating func reopen(_ link: LinkID) {
        guard let id = links[link]?.asked, var invitation = invitations[id] else { return }
        invitation.state = .open(failures: 0)
        keep(invitation, id)
        refuse(link, .notAdmitted)
    }

    private mutating func refuse(_ link: LinkID, _ reason: JoinFailure) {
        effects.frames.append(.init(link: link, bytes: JoinMessage.refused(reason).encoded))
        end(link, reason.description)
    }

    private mutating func end(_ link: LinkID, _ reason: String) {
        links[link] = nil
        effects.closes.append(.init(link: link, reason: reason))
    }

    private mutating func keep(_ invitation: OpenInvitation, _ id: [UInt8]) {
        invitations[id] = invitation
        effects.changed.append(invitation)
    }

    private mutating func forgetOld(_ now: Instant) {
        let seconds = now.wall / 1_000_000
        let old = invitations.filter { seconds > $0.value.expiry && seconds - $0.value.expiry > Self.memory }.keys
        for id in old.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            invitations[id] = nil
            effects.forgotten.append(id)
        }
    }
}
