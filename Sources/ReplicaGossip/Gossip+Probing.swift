// Liveness is advice: a session whose probes go unanswered is given up, and dialled again; nothing else follows from it.
// Everything that comes from a peer counts as a sign of life, and comparisons are probes.
extension Gossip {
    /// After how long a silence a peer is probed.
    var quietInterval: UInt64 { configuration.probeInterval * UInt64(min(max(2, sessions.count), 10)) }

    /// A probe is due.
    func probe(_ session: Session) {
        session.missedProbes += 1
        guard session.missedProbes <= configuration.probesUnanswered else { return close(session, .silent) }
        session.probeDue = now.monotonic + configuration.probeInterval
        let sequence = session.nextSequence()
        session.probes.sent(sequence, at: now.monotonic, patience: configuration.probeInterval)
        send(.probe(sequence), to: session, by: .probe)
    }

    /// Whether datagrams to a peer arrive, as far as is known: a firewall may let sessions through and no datagrams.
    func isDatagramPathGood(_ session: Session) -> Bool { session.probes.lostInARow < configuration.datagramsLost }

    func takePong(_ sequence: UInt64, from session: Session) {
        session.probes.answered(sequence, at: now.monotonic)
        guard let rival = session.rival, rival.probe == sequence else { return }
        alarm("two processes run with the key of \(session.node)")
        close(session, .copy)
    }
}
