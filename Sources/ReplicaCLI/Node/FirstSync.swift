import Replica

/// The first exchange of a node that has just been admitted: goes on until it had all that its inviter had, or nothing moves any more.
struct FirstSync {
    /// How it ended.
    struct Outcome {
        /// What the node knew in the end.
        let status: NodeStatus
        /// Whether it had all that its inviter had.
        let isComplete: Bool
    }

    /// The node, not yet replicating.
    let node: Node
    /// How long nothing may move before it is given up.
    let patience: Duration

    private static let interval = Duration.milliseconds(20)

    /// Replicates with the inviter; `tell` gets words on how far it is.
    mutating func run(_ tell: (String) -> Void) async throws -> Outcome {
        var options = NetworkOptions()
        options.discovers = false
        try await node.start(options)
        var lastMoved = ContinuousClock.now
        var lastSeq: UInt64 = 0
        while true {
            try Task.checkCancellation()
            let status = try await node.status()
            if !status.isJoining { return Outcome(status: status, isComplete: true) }
            if status.feedSeq != lastSeq { (lastSeq, lastMoved) = (status.feedSeq, .now) }
            if ContinuousClock.now - lastMoved > patience { return Outcome(status: status, isComplete: false) }
            tell(Self.words(status))
            try await Task.sleep(for: Self.interval)
        }
    }

    private static func words(_ status: NodeStatus) -> String {
        let missing = status.peers.map(\.missing).max() ?? 0
        return missing > 0
            ? "Received \(status.feedSeq) changes, at least \(missing) more to come …"
            : "Received \(status.feedSeq) changes …"
    }
}
