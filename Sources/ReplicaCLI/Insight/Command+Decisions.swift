import ReplicaCommand
import ReplicaPanel

extension Command {
    private static let decisionKeys = ["id", "by", "document", "field", "text", "sides", "user", "nodeName", "at"]

    /// `replica conflicts decided`
    static let conflictsDecided = Command(.conflictsDecided) { (context) throws(CommandError) in
        let by = context.invocation.text("by") ?? "people"
        let items = try await context.node().get(
            ["api", "decisions"], query: [HTTPQueryItem(name: "by", value: by)] + context.decisionLimit
        ).list("items")
        try context.output.present(
            Presentation(
                json: .array(items.map { $0.only(decisionKeys) }), plain: items.map(ConflictCard.record)
            ) { _ in
                if items.isEmpty {
                    return [by == "rule" ? "No rule has decided alone." : "Nobody has decided anything."]
                }
                return items.flatMap { ConflictCard.decision($0) + [""] }
            })
        if let first = items.first(where: { $0.flag("canTakeBack") }) {
            let line = try context.commandLine("conflicts take-back \(first.text("id")) --keep SIDE")
            try context.output.note("Make a discarded value hold again with `\(line)`.")
        }
        return .done
    }

    /// `replica conflicts take-back`
    static let conflictsTakeBack = Command(.conflictsTakeBack) { (context) throws(CommandError) in
        let keep = context.invocation.text("keep") ?? ""
        let answer = try await context.change(
            ["api", "decisions", context.invocation.text("ID") ?? ""], json: ["keep": .string(keep)])
        return try context.finish(
            answer, ["id", "kept"], "\(answer.text("text"), .strong) \(context.verb("holds again", "would hold again"))"
        )
    }

    /// `replica conflicts refused`
    static let conflictsRefused = Command(.conflictsRefused) { (context) throws(CommandError) in
        let items = try await context.node().get(["api", "refusals"], query: context.decisionLimit).list("items")
        try context.output.present(
            Presentation(
                json: .array(items),
                plain: items.map { [$0.text("madeAt"), $0.text("nodeName"), $0.text("user"), $0.text("reason")] }
            ) { _ in
                if items.isEmpty { return ["Nothing was refused."] }
                return items.map { item in
                    let documents = item.list("documents").map { document in
                        "\(document.text("collection")) \(document["key"]?.stringValue ?? String(document.text("id").prefix(8)))"
                    }
                    let made = item.moment("madeAt").map { ", \(TimeText.absolute($0))" } ?? ""
                    return
                        "\(item.writer, .strong)\(made): \(item.text("reason")) (\(documents.joined(separator: ", "), .faint))"
                }
            })
        return .done
    }
}

extension CommandContext {
    fileprivate var decisionLimit: [HTTPQueryItem] {
        invocation.integer("limit").map { [HTTPQueryItem(name: "limit", value: String($0))] } ?? []
    }
}
