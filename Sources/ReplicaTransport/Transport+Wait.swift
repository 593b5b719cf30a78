/// The loop: sleep, serve what is ready, deliver, send.
extension Transport {
    /// Sends what is queued, waits until something happens, the waker is called, or `deadline` (of `MonotonicClock`;
    /// nil for none) has come, and hands every event to `handle`. May return a millisecond late, and early without any
    /// event. Each socket is served up to its limits once, so that no peer keeps the others from their turn.
    package func wait(until deadline: UInt64?, _ handle: (TransportEvent) -> Void) {
        precondition(!isWaiting, "wait was called from its own handler")
        isWaiting = true
        defer { isWaiting = false }
        let now = MonotonicClock.now
        runTimers(now)
        flush()
        let polled = links
        let lingeringCount = lingering.count
        fillPollSet(now)
        let timer = [deadline, nextTimer(now)].compactMap { $0 }.min()
        let ready = pollSet.wait(milliseconds: events.isEmpty ? Self.milliseconds(from: now, to: timer) : 0)
        deliver(handle)
        if ready > 0 { serve(polled, lingeringCount, handle) }
        runTimers(MonotonicClock.now)
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

    private func fillPollSet(_ now: UInt64) {
        pollSet.removeAll()
        pollSet.add(waker.readEnd, .read)
        for (_, socket) in sockets.datagrams { pollSet.add(socket.descriptor, .read) }
        for (_, socket) in discoverySockets { pollSet.add(socket.descriptor, .read) }
        for listener in sockets.listeners { pollSet.add(listener.descriptor, now < acceptsFrom ? [] : .read) }
        for link in links { pollSet.add(link.socket?.descriptor ?? -1, link.interest) }
        for entry in lingering { pollSet.add(entry.socket.descriptor, .read) }
    }

    private func serve(_ polled: [Link], _ lingeringCount: Int, _ handle: (TransportEvent) -> Void) {
        let isWoken = !pollSet.happened(0).isEmpty && waker.take()
        var index = 1
        // Datagrams first: they are what is urgent.
        for (_, socket) in sockets.datagrams {
            if !pollSet.happened(index).isEmpty { receiveDatagrams(socket, handle) }
            index += 1
        }
        if isWoken { handle(.woken) }
        for (_, socket) in discoverySockets {
            if !pollSet.happened(index).isEmpty { receiveBeacons(socket) }
            index += 1
        }
        for listener in sockets.listeners {
            if pollSet.happened(index).contains(.read) { acceptConnections(listener) }
            index += 1
        }
        for link in polled {
            let happened = pollSet.happened(index)
            index += 1
            guard !happened.isEmpty, link.phase != .closed else { continue }
            serve(link, happened)
            deliver(handle)
        }
        serveLingering(from: index, count: lingeringCount)
    }

    private func nextTimer(_ now: UInt64) -> UInt64? {
        var next: UInt64?
        func consider(_ time: UInt64?) {
            if let time { next = min(next ?? time, time) }
        }
        for link in links { consider(link.nextTimer) }
        consider(delayedDatagrams.first?.due)
        consider(lingering.first?.deadline)
        if now < acceptsFrom { consider(acceptsFrom) }
        return next
    }

    private func runTimers(_ now: UInt64) {
        for link in links where link.nextTimer.map({ $0 <= now }) ?? false { runTimer(link, now) }
        sendDelayedDatagrams(now)
        lingering.removeAll { $0.deadline <= now }
    }

    /// The time until a deadline in whole milliseconds, rounded up; -1 for no deadline.
    private static func milliseconds(from now: UInt64, to deadline: UInt64?) -> Int32 {
        guard let deadline else { return -1 }
        guard deadline > now else { return 0 }
        return Int32(clamping: (deadline - now + 999_999) / 1_000_000)
    }
}
