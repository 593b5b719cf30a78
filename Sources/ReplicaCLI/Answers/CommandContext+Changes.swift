import ReplicaCommand
import ReplicaPanel

extension CommandContext {
    /// The most that a node waits for peers.
    private static let longestWait = Duration.seconds(300)
    /// How much longer than the node waits for peers its answer is awaited.
    private static let slack = Duration.seconds(10)

    /// Who acts, for the history.
    private var user: [HTTPQueryItem] {
        process.user.map { [HTTPQueryItem(name: "user", value: $0)] } ?? []
    }

    /// Asks the node for a change of documents, done once whatever happens on the way, with what `--dry-run` and `--wait-peers` ask.
    func change(
        _ path: [String], method: String = "POST", json: JSON? = [:]
    ) async throws(CommandError) -> JSON {
        let wait = min(globals.timeout, Self.longestWait)
        let isWaiting = globals.waitPeers > 0 && !globals.isDryRun
        if isWaiting { try checkPeers(try await node().get(["api", "peers"]).list("items")) }
        let patience = isWaiting ? wait + Self.slack : globals.timeout
        let node = NodeConnection(paths: try paths(), timeout: patience)
        var query = user
        if globals.isDryRun { query.append(HTTPQueryItem(name: "dry-run", value: "true")) }
        if isWaiting {
            let (seconds, attoseconds) = wait.components
            let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
            query.append(HTTPQueryItem(name: "wait-peers", value: String(globals.waitPeers)))
            query.append(HTTPQueryItem(name: "timeout", value: String(milliseconds)))
        }
        let operation = try await node.newOperation()
        return try await node.change(path, method: method, query: query, json: json, operation: operation)
    }

    /// Refuses to wait for more computers than there are, before anything is written.
    private func checkPeers(_ peers: [JSON]) throws(CommandError) {
        guard globals.waitPeers > peers.count else { return }
        let there =
            switch peers.count {
            case 0: "no other computer belongs to the shop"
            case 1: "only 1 other computer belongs to the shop"
            default: "only \(peers.count) other computers belong to the shop"
            }
        throw .usage(
            "option.wait-peers",
            "`--wait-peers \(globals.waitPeers)` can't be attained: \(there). Nothing was changed.",
            hint: peers.isEmpty
                ? "Leave `--wait-peers` out, or let another computer in with `\(try commandLine("invite"))`."
                : "Wait for at most \(peers.count), or leave `--wait-peers` out.")
    }

    /// Empties the fields that `--clear` names.
    /// - Throws: if one of them is also given a value.
    func clearFields(of body: inout JSON) throws(CommandError) {
        for field in Set(invocation.texts("clear")).sorted() {
            guard body[field] == nil else {
                throw .usage(
                    "option.conflict", "`--\(field)` and `--clear \(field)` exclude each other.",
                    hint: "Give one of them.")
            }
            body[field] = .null
        }
    }

    /// Shows what a change did: in `sentence`, without its end, and how far it has got. Tells whether it was a rehearsal, and ends as
    /// its reach demands.
    func finish(_ answer: JSON, _ keys: [String], _ sentence: StyledText) throws(CommandError) -> ExitStatus {
        var json = answer.only(keys)
        if globals.isDryRun { json["dryRun"] = true }
        let result = json
        let reach = globals.isDryRun || answer.reachText.isEmpty ? "" : "; \(answer.reachText)"
        try output.present(
            Presentation(json: result, plain: [keys.map { Self.plainCell(answer, $0) }]) { _ in
                [sentence + StyledText(reach + ".")]
            })
        if globals.isDryRun { try output.note("A rehearsal: nothing was changed.") }
        return try reachStatus(answer["write"] ?? .null)
    }

    /// Exit status 7 if fewer computers than asked have it in time.
    func reachStatus(_ write: JSON) throws(CommandError) -> ExitStatus {
        guard let waited = write["waited"], !waited.flag("attained") else { return .done }
        let (reached, asked) = (waited.number("reached"), waited.number("asked"))
        try output.note(
            "Saved on this computer. After \(DurationText.format(globals.timeout)), \(reached) of the \(asked) other computers waited for \(reached == 1 ? "has" : "have") all of it on disk; the rest get it as soon as they are here."
        )
        try output.note(
            "A computer counts once it has every part of a change. A customer's computer holds that customer's bills and no stock, so it never counts for a change that moves stock."
        )
        return .reachNotAttained
    }

    private static func plainCell(_ answer: JSON, _ key: String) -> String {
        answer[key]?.moneyText ?? (key == "reach" ? answer.reachText : answer.plain(key))
    }
}
