import Replica
import ReplicaCommand
import ReplicaPanel
import ReplicaShop

extension Command {
    /// `replica join LINK`
    static let join = Command(.join) { (context) throws(CommandError) in
        let directory = try context.paths().directory
        let link = try await context.invitation()
        let name = context.invocation.text("name") ?? SystemCalls.hostName ?? "computer"
        let addresses = context.invocation.addresses("address").map(\.description)
        guard !context.globals.isDryRun else {
            try context.output.present(
                Presentation(
                    json: ["name": .string(name), "dir": .string(directory), "dryRun": true],
                    plain: [[name, directory]]
                ) { _ in
                    ["Would join as \(name, .strong), with the data in \(directory). The invitation stays unused."]
                })
            return .done
        }
        let progress = context.output.progress()
        progress.show("Asking to be admitted …")
        let untouched = DirectoryContent(of: directory)
        let node: Node
        do {
            node = try await Node.join(link, at: directory, schema: .shop, name: name, addresses: addresses)
        } catch {
            progress.clear()
            if Self.isRefusal(error) { untouched.restore() }
            throw CommandError(error, in: directory)
        }
        var sync = FirstSync(node: node, patience: context.globals.timeout)
        let outcome: FirstSync.Outcome
        do {
            outcome = try await sync.run { progress.show("\($0)") }
        } catch {
            await node.close()
            throw CommandError(error, in: directory)
        }
        progress.clear()
        await node.close()
        try context.present(outcome.status)
        return try context.end(outcome)
    }
}

extension Command {
    /// Whether nobody admitted this computer, so that what it made for joining is of no use.
    fileprivate static func isRefusal(_ error: any Error) -> Bool {
        switch error {
        case ReplicaError.invitation, ReplicaError.unreachable, ReplicaError.invalid: true
        default: false
        }
    }
}

extension CommandContext {
    /// The link, from the command line or from standard input.
    fileprivate func invitation() async throws(CommandError) -> String {
        let given = invocation.text("LINK") ?? ""
        let link = given == "-" ? await StandardInput.line() : given.trimmed
        guard link.hasPrefix("replica:") else {
            throw .usage(
                "invitation.form", "\(quoted(link)) is no invitation: one begins with `replica:`.",
                hint: "Copy the whole link that `replica invite` showed.")
        }
        return link
    }

    fileprivate func present(_ status: NodeStatus) throws(CommandError) {
        let role = status.isAdmin ? "admin" : "customer"
        try output.present(
            Presentation(
                json: [
                    "id": .string(status.node), "role": .string(role), "series": .string(status.series),
                    "received": .integer(Int64(clamping: status.feedSeq)),
                ],
                plain: [[status.node, role, status.series, String(status.feedSeq)]]
            ) { _ in
                let series =
                    status.series.isEmpty ? StyledText("") : " Its bills are numbered in the series \(status.series)."
                return [
                    "Joined as \(status.name, .strong), with the role \(role)." + series,
                    "Received \(status.feedSeq) changes: \(status.documents) documents.",
                ]
            })
    }

    fileprivate func end(_ outcome: FirstSync.Outcome) throws(CommandError) -> ExitStatus {
        let run = try commandLine("run")
        if outcome.isComplete {
            try output.note("Next: \(run, .strong)")
            return .done
        }
        try output.note(
            "The inviting computer stopped answering before everything was here. Nothing is lost: \(run, .strong) goes on where it stopped."
        )
        return .reachNotAttained
    }
}
