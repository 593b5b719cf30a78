package import ReplicaCRDT
package import ReplicaDocuments

/// The joiner's side of joining: one question, one answer. It dials the addresses of the invitation under the join protocol's
/// ALPN, and goes on only if the peer holds the inviter's key.
package struct JoinerJoin: Sendable {
    /// What the joiner needs to begin: it then dials the inviter as a member, and takes its whole position.
    package struct Admitted: Hashable, Sendable {
        /// The shop.
        package let shop: ShopID
        /// The inviter, whom the new node trusts until it has the member records.
        package let inviter: NodeID
        /// What the new node holds.
        package let holding: Holding
        /// The prefix of its number series; empty for a device.
        package let series: String
    }

    /// The invitation.
    package let invitation: Invitation
    private let key: [UInt8]
    private let name: String
    private let crypto: any GossipCrypto
    private var binding: JoinBinding?

    /// A joiner with its public key, and the name that it gives itself (at most 128 bytes of it are told).
    package init(_ invitation: Invitation, key: [UInt8], name: String, crypto: any GossipCrypto) {
        self.invitation = invitation
        self.key = key
        self.name = Self.shortened(name)
        self.crypto = crypto
    }

    private static func shortened(_ name: String) -> String {
        var name = name
        while name.utf8.count > JoinMessage.nameBytes { name.removeLast() }
        return name
    }

    /// A session with somebody is there: the question to send first, unless the peer is not the inviter, or the time is over
    /// by the own clock by more than a day (clocks differ; the inviter's decides).
    package mutating func opened(
        inviterKey: [UInt8], binding channel: [UInt8], at now: Instant
    ) throws(JoinFailure) -> [UInt8] {
        guard crypto.node(of: inviterKey) == invitation.inviter else { throw .foreign }
        let seconds = now.wall / 1_000_000
        guard seconds < invitation.expiry || seconds - invitation.expiry < 86_400 else { throw .expired }
        let binding = JoinBinding(shop: invitation.shop, channel: channel, joiner: key, inviter: inviterKey)
        self.binding = binding
        let content = JoinMessage.ask(OpenInvitation.id(of: invitation.secret, by: crypto), name)
        return content + binding.proof(.asks, content, secret: invitation.secret, by: crypto)
    }

    /// The answer is there. The inviter, too, must prove that it knows the secret.
    package func answered(_ bytes: [UInt8]) throws(JoinFailure) -> Admitted {
        guard let binding else { throw .malformed }
        switch try? JoinMessage(bytes: bytes) {
        case .refused(let reason): throw reason
        case .admitted(let holding, let series, let proof):
            let expected = binding.proof(
                .admits, JoinMessage.admitted(holding, series), secret: invitation.secret, by: crypto)
            guard isEqual(expected, proof) else { throw .wrongProof }
            guard holding.isAdmin == (invitation.role == .admin) else { throw .foreign }
            return Admitted(
                shop: invitation.shop, inviter: invitation.inviter, holding: holding, series: series)
        case .ask, nil: throw .malformed
        }
    }
}
