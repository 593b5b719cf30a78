import ReplicaCRDT
package import ReplicaDocuments

/// The joiner's side: what it sends over a session with the inviter, and what it makes of the answer.
package struct JoinRequest: Sendable {
    private let invitation: Invitation
    private let proof: JoinProof
    private let name: String

    /// A request over a session whose other side has `inviterKey`; fails as foreign if that is not the inviter's.
    package init(
        _ invitation: Invitation, name: String, ownKey: [UInt8], inviterKey: [UInt8], binding: [UInt8],
        by crypto: any GossipCrypto
    ) throws(JoinFailure) {
        guard crypto.node(of: inviterKey) == invitation.inviter else { throw .foreign }
        self.invitation = invitation
        self.name = name
        proof = JoinProof(
            secret: invitation.secret, binding: binding, joinerKey: ownKey, inviterKey: inviterKey)
    }

    /// The frame to send.
    package func frame(by crypto: any GossipCrypto) -> [UInt8] {
        JoinMessage.request(
            id: JoinProof.id(of: invitation.secret, crypto), proof: proof.made(by: "joiner", crypto), name: name
        ).encoded
    }

    /// What the answer admits to: what this node will hold.
    package func admission(_ frame: [UInt8], by crypto: any GossipCrypto) throws(JoinFailure) -> Holding {
        let message: JoinMessage
        do throws(DecodingFailure) { message = try JoinMessage(frame) } catch { throw .malformed }
        switch message {
        case .refusal(let failure): throw failure
        case .request: throw .malformed
        case .welcome(let answer, let shop, let holding):
            guard proof.matches(answer, by: "inviter", crypto) else { throw .proof }
            guard shop == invitation.shop else { throw .foreign }
            guard holding.isAdmin == (invitation.role == .admin) else { throw .foreign }
            return holding
        }
    }
}
