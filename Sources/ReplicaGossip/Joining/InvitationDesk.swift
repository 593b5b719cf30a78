import ReplicaCRDT
package import ReplicaDocuments

/// The inviter's side of joining: answers requests by the open invitations. It admits nobody itself; it says what the driver
/// must do first (admit, and have it on disk), and what to send then.
package struct InvitationDesk: Sendable {
    /// What to do with a request.
    package enum Answer: Equatable, Sendable {
        /// Admit this key under this name, have that and the invitation's new state on disk, then send the frame.
        case admit(key: [UInt8], name: String, holding: Holding, reply: [UInt8], changed: OpenInvitation)
        /// Have the invitation's new state on disk, if any, then send the frame and end the link.
        case refuse(JoinFailure, reply: [UInt8], changed: OpenInvitation?)
    }

    private var open: [[UInt8]: OpenInvitation] = [:]
    /// Invitations kept at one time; older ones must be used or expire first.
    package static let limit = 1_000

    /// A desk without invitations.
    package init() {}

    /// Adds an invitation; false at the limit.
    package mutating func add(_ invitation: OpenInvitation) -> Bool {
        guard open.count < Self.limit else { return false }
        open[invitation.id] = invitation
        return true
    }

    /// Forgets what has been over for a day; returns the ids.
    package mutating func forget(before seconds: UInt64) -> [[UInt8]] {
        let over = open.values.filter { $0.expires &+ 86_400 < seconds }.map(\.id)
        for id in over { open[id] = nil }
        return over.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Answers a frame of somebody whose certificate has `key`, over a session with this `binding`, at `seconds` since 1970.
    package mutating func answer(
        _ frame: [UInt8], from key: [UInt8], binding: [UInt8], inviterKey: [UInt8], shop: ShopID, at seconds: UInt64,
        by crypto: any GossipCrypto
    ) -> Answer {
        guard case .request(let id, let proof, let name)? = try? JoinMessage(frame),
            FormatLimits.isName(name, limit: FormatLimits.userBytes)
        else { return refusal(.malformed) }
        guard var invitation = open[id] else { return refusal(.used) }
        let expected = JoinProof(secret: invitation.secret, binding: binding, joinerKey: key, inviterKey: inviterKey)
        guard invitation.failures < OpenInvitation.failureLimit else { return refusal(.used) }
        guard expected.matches(proof, by: "joiner", crypto) else {
            invitation.failures += 1
            open[id] = invitation
            return refusal(.proof, invitation)
        }
        if let user = invitation.usedBy, user != key { return refusal(.used) }
        guard invitation.usedBy != nil || seconds <= invitation.expires else { return refusal(.expired) }
        invitation.usedBy = key
        open[id] = invitation
        let welcome = JoinMessage.welcome(
            proof: expected.made(by: "inviter", crypto), shop: shop, holding: invitation.holding)
        return .admit(
            key: key, name: name, holding: invitation.holding, reply: welcome.encoded, changed: invitation)
    }

    /// The frame that says that nobody can be admitted now.
    package static let refusal = JoinMessage.refusal(.refused).encoded

    private func refusal(_ failure: JoinFailure, _ changed: OpenInvitation? = nil) -> Answer {
        .refuse(failure, reply: JoinMessage.refusal(failure).encoded, changed: changed)
    }
}
