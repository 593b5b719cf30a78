// Timers are values: each is a time that is compared with now, so that a late or needless deadline does no harm.
extension Gossip {
    /// Does all that is due.
    func runTimers() {
        let time = now.monotonic
        if let due = syncDue, due <= time {
            effects.wantsSync = true
            syncDue = time + configuration.syncDelay
        }
        for session in ordered {
            if let due = session.acknowledgeDue, due <= time { acknowledge(to: session) }
            if let due = session.compareDue, due <= time { compare(with: session, by: .frame) }
            if let due = session.unconfirmed.due, due <= time { missConfirmation(session) }
            if session.stream != nil, session.streamProgress + configuration.streamPatience <= time {
                close(session, .silent)
                continue
            }
            if session.probeDue <= time { probe(session) }
        }
        if compareDue <= time { compareInTurn() }
        beaconIfDue()
        dial()
    }

    /// Compares with the neighbour with whom neither side has compared for longest.
    private func compareInTurn() {
        let interval = configuration.compareInterval
        compareDue = now.monotonic + random.jittered(interval + interval / 3)
        let candidates = ready.filter {
            $0.quietUntil <= now.monotonic && $0.stream == nil && !isExchanging($0) && !isReceiving($0)
        }
        if let next = candidates.min(by: { ($0.lastCompared, $0.link) < ($1.lastCompared, $1.link) }) {
            compare(with: next, by: .probe)
        }
    }

    /// When something is due next.
    var nextDeadline: UInt64? {
        var next: UInt64?
        func add(_ due: UInt64?) {
            if let due { next = min(next ?? .max, due) }
        }
        add(syncDue)
        add(nextDialDue)
        add(discovery.nextDue(isActive: hasBeacons))
        if !sessions.isEmpty { add(compareDue) }
        for session in sessions.values {
            add(session.acknowledgeDue)
            add(session.compareDue)
            add(session.unconfirmed.due)
            add(session.probeDue)
            if session.stream != nil { add(session.streamProgress + configuration.streamPatience) }
        }
        return next
    }
}
