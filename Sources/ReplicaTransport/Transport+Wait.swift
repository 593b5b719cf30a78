/// The loop: sleep, serve what is ready, deliver, send.
extension Transport {
    /// Sends what is queued, waits until something happens, the waker is called, or `deadline` (of `MonotonicClock`;
    /// nil for none) has come, and hands every event to `handle`. May return a millisecond late, and early without any
    /// event. Each socket is served up to its limits once, so that no peer keeps the others from their turn.
    package func wait(until deadline: UInt64?, _ handle: (TransportEvent) -> Void) {
        precondition(!isWaiting, "wait was called from its own handler")
        isWaiting = true
        defer { isWaiting = false }
        flush()
        let now = MonotonicClock.now
        var timer = prepare(now)
        if timer <= now {
            runTimers(now)
            flush()
            timer = prepare(now)
        }
        let polled = links
        let end = min(timer, deadline ?? .max)
        let ready = pollSet.wait(milliseconds: events.isEmpty ? Self.milliseconds(from: now, to: end) : 0)
        deliver(handle)
        if ready > 0 { serve(polled, ready, handle) }
        if timer < .max, timer <= MonotonicClock.now { runTimers(MonotonicClock.now) }
        deliver(handle)
        flush()
    }

    /// Sends what is queued, as far as the system takes it. `wait` does this too: for an owner that has something long
    /// to do before it waits again.
    package func flush() {
        guard !dirty.isEmpty else { return }
        let work = dirty
        dirty.removeAll(keepingCapacity: true)
        for link in work {
            link.isDirty = false
            flush(link)
        }
    }

    func markDirty(_ link: Link) {
        guard !link.isDirty else { return }
        link.isDirty = true
        dirty.append(link)
    }

    /// Hands over the events that are queued now. Those that the owner causes meanwhile wait for the next time, so
    /// that an owner that answers an end with a dial cannot keep this going for ever.
    func deliver(_ handle: (TransportEvent) -> Void) {
        guard !events.isEmpty else { return }
        let batch = events
        events = []
        for event in batch {
            if let id = event.link {
                // Whatever was still queued about a link that its owner has closed meanwhile is not delivered.
                guard linksByID[id] != nil else { continue }
                if case .closed = event { linksByID[id] = nil }
            }
            handle(event)
        }
    }

    /// One pass over everything: what to wait for, and how long at most (`UInt64.max` for no end). The only thing that
    /// every wait pays for each link, and therefore nothing else is done here.
    private func prepare(_ now: UInt64) -> UInt64 {
        var timer = UInt64.max
        // Worked on as a local value: each access to a property of a class is checked for exclusivity.
        var set = PollSet()
        swap(&set, &pollSet)
        set.removeAll()
        set.add(waker.readEnd, .read)
        for (_, socket) in sockets.datagrams { set.add(socket.descriptor, .read) }
        for (_, socket) in discoverySockets { set.add(socket.descriptor, .read) }
        for listener in sockets.listeners { set.add(listener.descriptor, now < acceptsFrom ? [] : .read) }
        for link in links {
            set.add(link.descriptor, link.interest)
            timer = min(timer, link.nextTimer)
        }
        for entry in lingering {
            set.add(entry.socket.descriptor, .read)
            timer = min(timer, entry.deadline)
        }
        swap(&set, &pollSet)
        if now < acceptsFrom { timer = min(timer, acceptsFrom) }
        return min(timer, delayedDatagrams.first?.due ?? .max)
    }

    private func serve(_ polled: [Link], _ ready: Int, _ handle: (TransportEvent) -> Void) {
        var index = 0
        var left = ready
        func next() -> PollSet.Interest {
            defer { index += 1 }
            let happened = pollSet.happened(index)
            if !happened.isEmpty { left -= 1 }
            return happened
        }
        let isWoken = !next().isEmpty && waker.take()
        // Datagrams first: they are what is urgent.
        for (_, socket) in sockets.datagrams where !next().isEmpty { receiveDatagrams(socket, handle) }
        if isWoken { handle(.woken) }
        for (_, socket) in discoverySockets where !next().isEmpty { receiveBeacons(socket) }
        for listener in sockets.listeners where next().contains(.read) { acceptConnections(listener) }
        for link in polled {
            guard left > 0 else { return }
            let happened = next()
            guard !happened.isEmpty, link.phase != .closed else { continue }
            serve(link, happened)
            deliver(handle)
        }
        if left > 0 { serveLingering(from: index) }
    }

    private func runTimers(_ now: UInt64) {
        for link in links where link.nextTimer <= now { runTimer(link, now) }
        sendDelayedDatagrams(now)
        lingering.removeAll { $0.deadline <= now }
    }

    /// The time until a deadline in whole milliseconds, rounded up; -1 for `UInt64.max`, no deadline.
    private static func milliseconds(from now: UInt64, to deadline: UInt64) -> Int32 {
        guard deadline < .max else { return -1 }
        guard deadline > now else { return 0 }
        return Int32(clamping: (deadline - now + 999_999) / 1_000_000)
    }
}
