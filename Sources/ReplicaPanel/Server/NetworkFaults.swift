import Replica
import Synchronization

/// What disturbs this node's traffic now, for demonstrations and tests: whoever asks is told, and what was asked for a time ends by
/// itself, whether or not the page that asked is still open.
final class NetworkFaults: Sendable {
    /// One disturbance.
    struct Faults: Sendable, Equatable {
        /// Nothing passes.
        var isCut = false
        /// By how much everything leaves later.
        var delayMilliseconds: Int64 = 0
        /// The share of datagrams that is lost.
        var drop = 0.0
        /// When it ends by itself, milliseconds since 1970.
        var untilMilliseconds: Int64?
    }

    private struct State {
        var faults = Faults()
        var end: Task<Void, Never>?
    }

    private let node: Node
    private let state = Mutex(State())

    /// Nothing disturbs the node's traffic yet.
    init(_ node: Node) { self.node = node }

    deinit { state.withLock { $0.end }?.cancel() }

    /// What holds now.
    var current: Faults { state.withLock { $0.faults } }

    /// Puts one disturbance in the place of another, for a time or until the next.
    func set(_ faults: Faults, for time: Duration? = nil) async throws {
        try await node.disturb(
            isCut: faults.isCut, datagramLoss: faults.drop, delay: .milliseconds(faults.delayMilliseconds))
        let end = time.map { time in
            Task { [weak self] in
                guard (try? await Task.sleep(for: time)) != nil else { return }
                try? await self?.set(Faults())
            }
        }
        let former = state.withLock { state in
            let former = state.end
            state.faults = faults
            state.end = end
            return former
        }
        former?.cancel()
    }
}
