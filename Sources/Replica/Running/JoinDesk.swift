import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaGossip
import ReplicaTransport

/// The inviter's links of the join protocol: feeds `InviterJoin` with what strangers send, and carries out what it decides, in
/// this order: what must be on disk, then frames, then ends.
struct JoinDesk {
    /// What TLS exports to bind proofs to a session.
    static let label = "EXPORTER-replica-join-1"

    private var links: [UInt64: ReplicaTransport.LinkID] = [:]
    /// When the protocol wants to be called again, monotonic microseconds.
    private(set) var deadline: UInt64?

    mutating func open(_ link: ReplicaTransport.LinkID, key: [UInt8], _ transport: Transport, _ core: NodeCore) {
        links[link.number] = link
        transport.accept(link)
        let binding = transport.exported(link, label: Self.label, length: 32) ?? []
        handle(.opened(ReplicaGossip.LinkID(link.number), key: key, binding: binding), transport, core)
    }

    func has(_ link: ReplicaTransport.LinkID) -> Bool { links[link.number] != nil }

    mutating func end(_ link: ReplicaTransport.LinkID, _ transport: Transport, _ core: NodeCore) {
        links[link.number] = nil
        handle(.closed(ReplicaGossip.LinkID(link.number)), transport, core)
    }

    /// Tells the protocol of an event, and carries its effects out.
    mutating func handle(_ event: InviterJoin.Event, _ transport: Transport, _ core: NodeCore) {
        let effects = core.joins.handle(event, at: Clock.instant)
        deadline = effects.deadline
        for invitation in effects.changed { core.keep(invitation) }
        for id in effects.forgotten { core.forget(invitation: id) }
        if !effects.changed.isEmpty || !effects.forgotten.isEmpty { try? core.finish() }
        for frame in effects.frames {
            if let link = links[frame.link.number] { transport.send(link, frame.bytes) }
        }
        for close in effects.closes {
            if let link = links.removeValue(forKey: close.link.number) { transport.close(link, reason: close.reason) }
        }
        for admittance in effects.admissions { admit(admittance, transport, core) }
    }

    private mutating func admit(_ admittance: InviterJoin.Admittance, _ transport: Transport, _ core: NodeCore) {
        do throws(ReplicaError) {
            try core.admit(
                admittance.key, named: admittance.name, to: admittance.holding, series: admittance.series)
            try core.finish()
        } catch {
            core.alarm("\(admittance.name) could not be admitted: \(error)")
            return handle(.notAdmitted(admittance.link), transport, core)
        }
        handle(.admitted(admittance.link), transport, core)
    }
}
