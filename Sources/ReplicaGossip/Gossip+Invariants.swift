import ReplicaCRDT
import ReplicaDocuments

extension Gossip {
    /// Checks what must hold between any two events; returns what does not, for people. Run by tests and the simulator.
    package func brokenInvariants() -> [String] {
        var broken: [String] = []
        var nodes: Set<String> = []
        for session in ready {
            if !nodes.insert(session.node.description).inserted {
                broken.append("two ready sessions with \(session.node)")
            }
            if session.hello == nil { broken.append("ready without a hello: \(session.link.number)") }
            if session.shared == .everything, !store.holding.isAdmin { broken.append("shares more than it holds") }
            if (session.unconfirmed.bytes == 0) != (session.unconfirmed.due == nil) {
                broken.append("confirmation out of step: \(session.link.number)")
            }
            if let stream = session.stream,
                stream.unansweredBytes > configuration.windowBytes + MessageLimits.frameBytes
            {
                broken.append("a stream beyond its window: \(session.link.number)")
            }
        }
        for session in sessions.values {
            if session.known.count > Session.knownSpaces { broken.append("too many known spaces") }
            if session.known.values.contains(where: { $0.items.count > MessageLimits.replicas }) {
                broken.append("too many known replicas")
            }
            if session.missedProbes > configuration.probesUnanswered { broken.append("a silent session lives on") }
        }
        for (node, count) in Dictionary(sessions.values.map { ($0.node, 1) }, uniquingKeysWith: +)
        where count > Self.twins {
            broken.append("\(count) sessions with \(node)")
        }
        if sessions.count > Self.twins * Self.limit(configuration) { broken.append("too many sessions") }
        if ready.count > 2 * configuration.neighbours { broken.append("too many ready sessions") }
        if book.entries.count > AddressBook.limit { broken.append("too many addresses") }
        if discovery.seen.count > Discovery.remembered { broken.append("too many beacons remembered") }
        if lastHeard.keys.contains(where: { store.membership.admissions[$0] == nil }) {
            broken.append("a contact remembered with no member")
        }
        if events.count > EventTable.publishers { broken.append("too many publishers remembered") }
        if alarmed.count > Self.alarms { broken.append("too many alarms remembered") }
        if clockOffsets.count > Self.alarms { broken.append("too many clocks remembered") }
        return broken
    }
}
