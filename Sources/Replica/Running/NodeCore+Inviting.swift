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
        let open = OpenInvitation(
            secret: randomBytes(Invitation.secretLength), holding: holding,
            series: holding.isAdmin ? nextSeries() : "", expiry: now + min(seconds, 366 * 86_400))
        let (invitation, forgotten) = joins.invite(open, addresses: network.addresses)
        for id in forgotten { forget(invitation: id) }
        keep(open)
        return InvitationLink(link: invitation.text, expiresSeconds: invitation.expiry, space: space)
    }

    /// Keeps an invitation's state for the next write.
    func keep(_ invitation: OpenInvitation) {
        ownRecords.append(record(invitation.id(by: crypto), invitation.encoded))
    }

    /// Forgets an invitation at the next write.
    func forget(invitation id: [UInt8]) { ownRecords.append(record(id, nil)) }

    private func record(_ id: [UInt8], _ value: [UInt8]?) -> StoredRecord {
        StoredRecord(table: RecordTable.invitation.rawValue, key: id, value: value)
    }

    /// Reads the invitations back.
    func restoreInvitations() throws(StorageError) {
        var found: [OpenInvitation] = []
        _ = try file.records(table: RecordTable.invitation.rawValue) { _, value in
            if let invitation = try? OpenInvitation(encoded: value) { found.append(invitation) }
        }
        joins = InviterJoin(shop: identity.shop, key: identity.key.publicKey, crypto: crypto, kept: found)
    }
}
