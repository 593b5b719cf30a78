import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaGossip
import ReplicaTransport

extension Node {
    /// Invites another admin, or a device of a customer. The node must replicate, and go on until the other has joined.
    public func invite(_ invitee: Invitee, expiresIn: Duration = .seconds(600)) async throws -> InvitationLink {
        let seconds = UInt64(clamping: expiresIn.components.seconds)
        return try await loop.perform { core in try core.invite(invitee, seconds: seconds) }
    }

    /// Joins the shop of an invitation, in an empty directory. Returns when this node has been admitted; what it holds
    /// comes over when it replicates (`start`), from its inviter first. `addresses` (`HOST:PORT`) are tried before the
    /// invitation's own.
    public static func join(
        _ link: String, at directory: String, schema: Schema, name: String, addresses: [String] = []
    ) async throws -> Node {
        guard FormatLimits.isName(name, limit: FormatLimits.userBytes) else {
            throw ReplicaError.invalid("A node's name is 1 to 128 bytes without control characters.")
        }
        let given = try await resolve(addresses)
        return try await start(directory) { () throws(ReplicaError) in
            let key = try NodeIdentity.makeKey(in: directory)
            let crypto = NodeCrypto(key: key)
            let invitation: Invitation
            do throws(InvitationFailure) { invitation = try Invitation(text: link) } catch {
                throw .invitation(error.description)
            }
            let told = invitation.addresses.compactMap(TransportAddress.init)
            let joiner = Joiner(invitation: invitation, crypto: crypto, name: name, addresses: given + told)
            let core = try NodeCore.joined(
                directory: directory, schema: schema, name: name, invitation: invitation
            ) { () throws(ReplicaError) in
                try joiner.run()
            }
            for address in given + told {
                core.remember(.init(address: PeerAddress(address), node: invitation.inviter))
            }
            try core.write(durable: true)
            return core
        }
    }
}
