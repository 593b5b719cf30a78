import ReplicaDocuments

/// Hands the feed's rows to those who listen on the node's thread, as they become visible.
final class FeedHub {
    private struct Listener {
        let rows: ([FeedRow]) -> Void
        let closed: () -> Void
    }

    private var listeners: [UInt64: Listener] = [:]
    private var lastID: UInt64 = 0

    /// Calls `rows` for all rows from now on, and `closed` when the node closes; returns what ends it.
    func listen(_ rows: @escaping ([FeedRow]) -> Void, closed: @escaping () -> Void = {}) -> UInt64 {
        lastID += 1
        listeners[lastID] = Listener(rows: rows, closed: closed)
        return lastID
    }

    /// Ends a listener; one that is unknown is ignored.
    func end(_ id: UInt64) { listeners[id] = nil }

    /// Tells all listeners of rows, in the order in which they came.
    func publish(_ rows: [FeedRow]) {
        for id in listeners.keys.sorted() { listeners[id]?.rows(rows) }
    }

    /// Tells all listeners that nothing more comes.
    func close() {
        let all = listeners
        listeners = [:]
        for id in all.keys.sorted() { all[id]?.closed() }
    }
}
