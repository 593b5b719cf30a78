import ReplicaDocuments

/// Hands the feed's rows to those who listen on the node's thread, as they become visible.
final class FeedHub {
    private var listeners: [UInt64: ([FeedRow]) -> Void] = [:]
    private var lastID: UInt64 = 0

    /// Calls `listener` for all rows from now on; returns what ends it.
    func listen(_ listener: @escaping ([FeedRow]) -> Void) -> UInt64 {
        lastID += 1
        listeners[lastID] = listener
        return lastID
    }

    /// Ends a listener; one that is unknown is ignored.
    func end(_ id: UInt64) { listeners[id] = nil }

    func publish(_ rows: [FeedRow]) {
        for id in listeners.keys.sorted() { listeners[id]?(rows) }
    }
}
