import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaGossip
import ReplicaStorage
import ReplicaTransport

/// The inviter's links of the join protocol: strangers whose certificate is known and who have one frame to say why.
struct JoinDesk {
    /// What TLS exports to bind proofs to a session.
    static let label = "EXPORTER-replica-join-1"

    private struct Visitor {
        let link: ReplicaTransport.LinkID
        let key: [UInt8]
        let binding: [UInt8]
    }

    private var visitors: [UInt64: Visitor] = [:]

    mutating func open(_ link: ReplicaTransport.LinkID, key: [UInt8], binding: [UInt8]) {
        visitors[link.number] = Visitor(link: link, key: key, binding: binding)
    }

    func has(_ link: ReplicaTransport.LinkID) -> Bool { visitors[link.number] != nil }

    /// Forgets a link; false if it is none of the join protocol.
    mutating func end(_ link: ReplicaTransport.LinkID) -> Bool { visitors.removeValue(forKey: link.number) != nil }

    /// Answers a visitor's frame. What must be on disk is there before the answer leaves.
    mutating func frame(
        _ link: ReplicaTransport.LinkID, _ bytes: [UInt8], _ transport: Transport, _ core: NodeCore
    ) {
        guard let visitor = visitors.removeValue(forKey: link.number) else { return }
        let answer = core.invitations.answer(
            bytes, from: visitor.key, binding: visitor.binding, inviterKey: core.identity.key.publicKey,
            shop: core.identity.shop, at: Clock.wallMicroseconds / 1_000_000, by: core.crypto)
        var reply: [UInt8]
        switch answer {
        case .admit(let key, let name, let holding, let welcome, let changed):
            reply = welcome
            core.keep(changed)
            do throws(ReplicaError) {
                try core.admit(key, named: name, to: holding)
                try core.finish()
            } catch {
                core.alarm("\(name) could not be admitted: \(error)")
                reply = InvitationDesk.refusal
            }
        case .refuse(let failure, let refusal, let changed):
            reply = refusal
            if let changed { core.keep(changed) }
            try? core.finish()
            core.alarm("somebody tried to join and was refused: \(failure)")
        }
        transport.send(visitor.link, reply)
        transport.close(visitor.link, reason: "answered")
    }
}
