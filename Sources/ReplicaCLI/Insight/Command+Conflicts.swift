import ReplicaCommand
import ReplicaPanel

extension Command {
    private static let conflictKeys = ["id", "kind", "document", "field", "text", "hint", "sides"]

    /// `replica conflicts list`
    static let conflictsList = Command(.conflictsList) { (context) throws(CommandError) in
        let conflicts = try await context.node().get(["api", "conflicts"]).list("items")
        let directory = String(try context.commandLine("").dropFirst("replica ".count))
        let first = conflicts.first { $0.flag("canResolve") }
        let resolve = try context.commandLine("conflicts resolve \(first?.text("id") ?? "ID") --keep a")
        try context.output.present(
            Presentation(
                json: .array(conflicts.map { $0.only(conflictKeys) }), plain: conflicts.map(ConflictCard.record)
            ) { _ in
                conflicts.isEmpty
                    ? ["No conflict: nothing wants a decision."]
                    : conflicts.flatMap { ConflictCard.lines($0, in: directory) + [""] }
            })
        if first != nil { try context.output.note("Decide between sides with `\(resolve)`.") }
        return context.invocation.has("check") && !conflicts.isEmpty ? .degraded : .done
    }

    /// `replica conflicts show`
    static let conflictsShow = Command(.conflictsShow) { (context) throws(CommandError) in
        let conflict = try await context.conflict()
        let directory = String(try context.commandLine("").dropFirst("replica ".count))
        try context.output.present(
            Presentation(json: conflict.only(conflictKeys), plain: [ConflictCard.record(conflict)]) { _ in
                ConflictCard.lines(conflict, in: directory)
            })
        return .done
    }

    /// `replica conflicts resolve`
    static let conflictsResolve = Command(.conflictsResolve) { (context) throws(CommandError) in
        let conflict = try await context.conflict()
        try context.checkSides(of: conflict)
        let body: JSON = ["keep": .string(context.invocation.text("keep") ?? "")]
        let answer = try await context.change(["api", "conflicts", conflict.text("id")], json: body)
        let kept = conflict.list("sides").first { [$0.text("key"), $0.text("id")].contains(answer.text("kept")) }
        let verb = context.globals.isDryRun ? "Would keep" : "Decided: keeping"
        return try context.finish(
            answer, ["id", "kept"],
            "\(verb) \(kept?.text("key") ?? "", .strong), \(kept?.text("text") ?? answer.text("kept"))")
    }
}

extension CommandContext {
    /// Refuses where keeping a side settles nothing, or there is no such side, and says what does.
    fileprivate func checkSides(of conflict: JSON) throws(CommandError) {
        guard conflict.flag("canResolve") else {
            throw .failure(
                "conflict.unsettled", .refused,
                "Keeping a side does not settle this one: \(CommandError.sentence(conflict.text("text")))",
                hint: CommandError.sentence(conflict.text("hint"))
                    + (try ConflictCard.remedy(of: conflict).map { (words) throws(CommandError) in
                        " `\(try commandLine(words))`"
                    } ?? ""))
        }
        let keep = invocation.text("keep") ?? ""
        let sides = conflict.list("sides")
        guard !sides.contains(where: { [$0.text("key"), $0.text("id")].contains(keep) }) else { return }
        throw .usage(
            "value.invalid", "The conflict has no side \(quoted(keep)).",
            hint: "Its sides are \(sides.map { $0.text("key") }.joined(separator: ", ")).")
    }

    /// The conflict that the command is about, by its id or the beginning of it.
    fileprivate func conflict() async throws(CommandError) -> JSON {
        let id = invocation.text("ID") ?? ""
        let conflicts = try await node().get(["api", "conflicts"]).list("items")
        if let found = conflicts.first(where: { $0.text("id") == id }) { return found }
        let found = conflicts.filter { $0.text("id").hasPrefix(id) }
        if found.count == 1 { return found[0] }
        throw .failure(
            "conflict.unknown", .notFound,
            found.isEmpty
                ? "There is no conflict \(quoted(id)), or it has been decided."
                : "\(found.count) conflicts begin with \(quoted(id)).",
            hint: "`\(try commandLine("conflicts"))` lists them.")
    }
}
