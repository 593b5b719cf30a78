import Synchronization

/// What the callbacks of the library and the handlers' tasks share.
final class HTTPServerCore: Sendable {
    private struct Registry {
        var isStopping = false
        var streams = 0
        var exchanges: [ObjectIdentifier: HTTPExchange] = [:]
    }

    let limits: HTTPLimits
    let channel: HTTPChannel
    let admit: HTTPServer.Admission
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse
    let watch: HTTPConnectionWatch
    private let registry = Mutex(Registry())

    init(
        limits: HTTPLimits, channel: HTTPChannel, watch: HTTPConnectionWatch, admit: @escaping HTTPServer.Admission,
        handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) {
        self.limits = limits
        self.channel = channel
        self.watch = watch
        self.admit = admit
        self.handler = handler
    }

    /// Whether new requests are turned away.
    var isStopping: Bool { registry.withLock { $0.isStopping } }

    /// Number of requests that are not yet over.
    var openExchanges: Int { registry.withLock { $0.exchanges.count } }

    /// Counts a request in.
    func register(_ exchange: HTTPExchange) {
        registry.withLock { $0.exchanges[ObjectIdentifier(exchange)] = exchange }
    }

    /// Counts a request out.
    func remove(_ exchange: HTTPExchange) {
        registry.withLock { _ = $0.exchanges.removeValue(forKey: ObjectIdentifier(exchange)) }
    }

    /// Counts a streaming answer in; `false` if there are too many or the server stops.
    func admitStream() -> Bool {
        registry.withLock { registry in
            guard !registry.isStopping, registry.streams < limits.streams else { return false }
            registry.streams += 1
            return true
        }
    }

    /// Counts a streaming answer out.
    func releaseStream() {
        registry.withLock { $0.streams -= 1 }
    }

    /// Turns new requests away from now on and names those that are open.
    func beginStopping() -> [HTTPExchange] {
        registry.withLock { registry in
            registry.isStopping = true
            return Array(registry.exchanges.values)
        }
    }
}
