import ReplicaCommand
import ReplicaPanel

extension Command {
    /// How often `--watch` looks.
    private static let watchInterval = Duration.milliseconds(500)

    /// `replica status`
    static let status = Command(.status) { (context) throws(CommandError) in
        let node = try context.node()
        var shown: JSON?
        while true {
            let status = try await node.get(["api", "status"])
            let comparable = context.comparable(status)
            if comparable != shown {
                if shown != nil, context.output.format == .human { try context.output.line() }
                if !context.isSilentCheck { try context.output.event(try context.presentation(of: status)) }
                shown = comparable
            }
            guard context.invocation.has("watch") else {
                let isDegraded = try !context.report(status).warnings.isEmpty
                return context.invocation.has("check") && isDegraded ? .degraded : .done
            }
            try? await Task.sleep(for: watchInterval)
        }
    }
}

extension CommandContext {
    /// With `--check --quiet` the exit status is the whole answer.
    fileprivate var isSilentCheck: Bool { invocation.has("check") && globals.isQuiet && globals.format == .human }

    fileprivate func report(_ status: JSON) throws(CommandError) -> StatusReport {
        let dir = try commandLine("").dropFirst("replica ".count)
        return StatusReport(status: status, now: now) { words in "replica \(words)\(dir)" }
    }

    fileprivate func presentation(of status: JSON) throws(CommandError) -> Presentation {
        let cause = try report(status).cause.plainText
        let lines = try report(status).lines(width: output.width)
        return Presentation(
            json: status,
            plain: [["cause", cause]]
                + ["name", "role", "shopName", "panel", "pending", "conflicts", "version"].map {
                    [$0, status.plain($0)]
                }
                + status.list("peers").map { ["peer"] + PeerTable.record($0) }
        ) { _ in lines }
    }

    /// Without what changes all the time.
    fileprivate func comparable(_ status: JSON) -> JSON {
        var copy = status.without(["clock", "storageBytes"])
        copy["peers"] = .array(
            status.list("peers").map {
                $0.without(["roundTripMicroseconds", "lossPermille", "lastHeard", "lagSeconds", "convergeSeconds"])
            })
        return copy
    }
}
