/// Hands custom events to those who listen on the node's thread, as they arrive.
final class EventHub {
    private struct Listener {
        let event: (CustomEvent) -> Void
        let closed: () -> Void
    }

    private var listeners: [UInt64: Listener] = [:]
    private var lastID: UInt64 = 0

    /// Whether anybody listens.
    var isHeard: Bool { !listeners.isEmpty }

    /// Calls `event` for each event from now on, and `closed` when the node closes; returns what ends it.
    func listen(_ event: @escaping (CustomEvent) -> Void, closed: @escaping () -> Void) -> UInt64 {
        lastID += 1
        listeners[lastID] = Listener(event: event, closed: closed)
        return lastID
    }

    /// Ends a listener; one that is unknown is ignored.
    func end(_ id: UInt64) { listeners[id] = nil }

    /// Tells all listeners of an event.
    func publish(_ event: CustomEvent) {
        for id in listeners.keys.sorted() { listeners[id]?.event(event) }
    }

    /// Tells all listeners that nothing more comes.
    func close() {
        let all = listeners
        listeners = [:]
        for id in all.keys.sorted() { all[id]?.closed() }
    }
}
