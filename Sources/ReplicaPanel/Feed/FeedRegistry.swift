import Synchronization

/// The feeds that are open, so that they can be told when the server stops.
final class FeedRegistry: Sendable {
    private struct State {
        var isClosed = false
        var streams: [ObjectIdentifier: HTTPStream] = [:]
    }

    private let state = Mutex(State())

    /// Counts a feed in; `false` if the server stops.
    func open(_ stream: HTTPStream) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.streams[ObjectIdentifier(stream)] = stream
            return true
        }
    }

    /// How many are open.
    var count: Int { state.withLock { $0.streams.count } }

    /// Counts a feed out.
    func end(_ stream: HTTPStream) {
        state.withLock { _ = $0.streams.removeValue(forKey: ObjectIdentifier(stream)) }
    }

    /// Tells every feed why it ends, and ends it.
    func close() {
        let streams = state.withLock { state in
            state.isClosed = true
            defer { state.streams = [:] }
            return Array(state.streams.values)
        }
        for stream in streams {
            _ = stream.trySend(FeedEvent.disconnect("stopping", "The node stops.").encoded())
            stream.finish()
        }
    }
}
