import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaGossip
import ReplicaStorage

extension NodeCore {
    /// Makes an invitation and remembers it.
    func invite(_ invitee: Invitee, seconds: UInt64) throws(ReplicaError) -> InvitationLink {
        guard identity.holding.isAdmin else { throw .notPermitted("Only an admin's node can invite.") }
        guard let network else {
            throw .unreachable("This node does not replicate, so that nobody could join. Start it first.")
        }
        let holding: Holding
        var space: Space?
        switch invitee {
        case .admin: holding = .everything
        case .customer(.customer(let id)):
            holding = .customer(id)
            space = .customer(id)
        case .customer(let other): throw .invalid("\(other) is no customer's space.")
        }
        let now = Clock.wallMicroseconds / 1_000_000
        for id in invitations.forget(before: now) { ownRecords.append(record(id, nil)) }
        let secret = randomBytes(16)
        let expires = now.addingReportingOverflow(seconds).overflow ? UInt64.max / 2 : now + seconds
        let open = OpenInvitation(secret: secret, holding: holding, expires: expires, by: crypto)
        guard invitations.add(open) else {
            throw .invitation("there are \(InvitationDesk.limit) open ones; wait until some have expired")
        }
        keep(open)
        let invitation = Invitation(
            inviter: identity.replica.node, shop: identity.shop, role: holding.isAdmin ? .admin : .customer,
            secret: secret,
            expires: expires, addresses: network.addresses)
        return InvitationLink(link: invitation.link(by: crypto), expiresSeconds: expires, space: space)
    }

    /// Keeps an invitation's state for the next write.
    func keep(_ invitation: OpenInvitation) { ownRecords.append(record(invitation.id, invitation.encoded)) }

    private func record(_ id: [UInt8], _ value: [UInt8]?) -> StoredRecord {
        StoredRecord(table: RecordTable.invitation.rawValue, key: id, value: value)
    }

    /// Reads the open invitations back.
    func restoreInvitations() throws(StorageError) {
        var found: [OpenInvitation] = []
        _ = try file.records(table: RecordTable.invitation.rawValue) { _, value in
            if let invitation = try? OpenInvitation(encoded: value, by: crypto) { found.append(invitation) }
        }
        for invitation in found { _ = invitations.add(invitation) }
    }
}
