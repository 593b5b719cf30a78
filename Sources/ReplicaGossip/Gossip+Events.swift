import ReplicaCRDT
import ReplicaDocuments

// Passing events go at once to every connected node that holds their space, in a datagram if they fit, and admins pass them on
// to those whom neither the publisher nor the bringer is connected to, as deltas are (`forward`). Nothing is kept of them but
// their ids, nothing is asked for again: who is away, or too slow, misses them.
extension Gossip {
    /// This node publishes.
    func publish(_ event: PassingEvent) {
        let bytes = Message.event(event, hops: configuration.eventHops).encoded
        for session in ready where wants(event, session) { send(event: bytes, to: session) }
    }

    /// A peer told of an event: it is shown and passed on if it is new, its publisher entitled and the signature good.
    func takeEvent(_ event: PassingEvent, hops: UInt8, from session: Session) {
        guard session.shares(event.space), session.isAdmin || session.node == event.publisher,
            event.publisher != node
        else { return drop() }
        guard !events.has(event.id, of: event.publisher) else { return }
        guard session.eventsIn.take(at: now.monotonic) else { return drop() }
        guard mayPublish(event), let key = store.membership.key(of: event.publisher),
            crypto.verify(event.signature, of: event.signedMessage(shop: store.shop), by: key)
        else { return drop() }
        switch events.take(event.id, of: event.publisher, at: now.monotonic) {
        case .fresh: break
        case .known: return
        case .tooMany: return drop()
        }
        counters.eventsIn += 1
        effects.events.append(event)
        if hops > 1 { pass(event, hops: min(hops, configuration.eventHops) - 1, from: session) }
    }

    private func drop() { counters.eventsDropped += 1 }

    /// Whether the publisher may write in the event's space.
    private func mayPublish(_ event: PassingEvent) -> Bool {
        guard let admissions = store.membership.admissions[event.publisher] else { return false }
        if admissions.contains(where: { $0.space == .staff }) { return true }
        return event.space.kind == .customer && store.isDevice(event.publisher, of: event.space)
    }

    /// Passes on what came from a peer; customers' devices pass nothing on.
    private func pass(_ event: PassingEvent, hops: UInt8, from source: Session) {
        guard store.holding.isAdmin else { return }
        let author = event.publisher
        let direct = source.node == author ? nil : ready.first { $0.node == author }?.neighbours
        let others = ready.filter { peer in
            peer !== source && peer.node != author && wants(event, peer) && !source.neighbours.contains(peer.node)
                && !peer.neighbours.contains(author) && !(direct?.contains(peer.node) ?? false)
        }
        guard !others.isEmpty else { return }
        let bytes = Message.event(event, hops: hops).encoded
        for peer in others { send(event: bytes, to: peer) }
    }

    private func wants(_ event: PassingEvent, _ session: Session) -> Bool {
        session.shares(event.space) && session.hello?.takesEvents ?? false
    }

    /// Sends an event. Where datagrams were lost lately it goes over the session as well: the first to arrive counts.
    private func send(event bytes: [UInt8], to session: Session) {
        guard session.eventsOut.take(at: now.monotonic) else { return drop() }
        counters.eventsOut += 1
        send(bytes, to: session, by: .datagram)
        let wentAsDatagram = bytes.count <= configuration.datagramBytes && isDatagramPathGood(session)
        if wentAsDatagram, session.probes.lossPermille > 0 { send(bytes, to: session, by: .frame) }
    }
}
