import Replica

/// Asks whether the node's loop answers, once for all who ask at the same time: `/healthz` is open to everybody, and must not be a
/// way to keep the node busy.
actor HealthProbe {
    /// How long the loop may take: longer than the longest piece of work that a sound node does at once.
    private static let patience = Duration.seconds(10)

    private let node: Node
    private var running: Task<Bool, Never>?

    /// A probe of a node.
    init(_ node: Node) { self.node = node }

    /// Whether the loop answered in time.
    func isAlive() async -> Bool {
        if let running { return await running.value }
        let node = node
        let task = Task { await Self.ask(node) }
        running = task
        let isAlive = await task.value
        running = nil
        return isAlive
    }

    private static func ask(_ node: Node) async -> Bool {
        let (answers, answer) = AsyncStream.makeStream(of: Bool.self)
        let asking = Task { answer.yield((try? await node.feedPosition()) != nil) }
        let waiting = Task { if (try? await Task.sleep(for: patience)) != nil { answer.yield(false) } }
        defer {
            asking.cancel()
            waiting.cancel()
        }
        for await isAlive in answers { return isAlive }
        return false
    }
}
