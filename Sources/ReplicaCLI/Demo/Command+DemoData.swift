import ReplicaCommand
import ReplicaPanel

/// What a demonstration makes in a node that runs.
extension Command {
    /// `replica demo products`
    static let demoProducts = demo(.demoProducts, "products", takesCount: true)
    /// `replica demo bills`
    static let demoBills = demo(.demoBills, "bills", takesCount: true)
    /// `replica demo moves`
    static let demoMoves = demo(.demoMoves, "moves", takesCount: true)
    /// `replica demo conflict`
    static let demoConflict = demo(.demoConflict, "conflict")
    /// `replica demo refused`
    static let demoRefused = demo(.demoRefused, "refused")
    /// `replica demo below-zero`
    static let demoBelowZero = demo(.demoBelowZero, "below-zero")
    /// `replica demo clear`
    static let demoClear = demo(.demoClear, "clear")

    /// `replica demo offline`
    static let demoOffline = Command(.demoOffline) { (context) throws(CommandError) in
        let seconds = max(1, context.invocation.duration("DUR")?.components.seconds ?? 0)
        guard seconds <= longestCut else {
            throw .usage("value.invalid", "A demonstration is over after an hour.", hint: "Give at most `1h`.")
        }
        if context.globals.isDryRun { return try context.sayRehearsal("Would cut the node off for \(seconds) s.") }
        let json = try await context.node().change(
            ["api", "network"], json: ["cut": true, "seconds": .integer(seconds)])
        try context.output.present(
            Presentation(json: json, plain: [[json.text("until")]]) { _ in
                ["Cut off for \(seconds) s; the links come back by themselves."]
            })
        return .done
    }

    private static let longestCut: Int64 = 3600
    /// Hundreds of documents are written one after the other.
    private static let patience = Duration.seconds(120)

    private static func demo(_ specification: CommandSpecification, _ word: String, takesCount: Bool = false) -> Command
    {
        Command(specification) { (context) throws(CommandError) in
            if context.globals.isDryRun { return try context.sayRehearsal("Would ask the node for `demo \(word)`.") }
            var body: JSON = [:]
            if takesCount, let count = context.invocation.integer("count") { body["count"] = .integer(count) }
            let user = context.process.user.map { [HTTPQueryItem(name: "user", value: $0)] } ?? []
            let node = NodeConnection(paths: try context.paths(), timeout: patience)
            let json = try await node.change(["api", "demo", word], query: user, json: body)
            try context.output.present(
                Presentation(json: json, plain: [[json.text("text")]]) { _ in
                    [StyledText(json.text("text"))]
                        + json.list("kept").map { StyledText("  \($0.text("name")) stays: \($0.text("reason"))") }
                })
            return .done
        }
    }
}

extension CommandContext {
    fileprivate func sayRehearsal(_ sentence: String) throws(CommandError) -> ExitStatus {
        try output.present(
            Presentation(json: ["text": .string(sentence), "dryRun": true], plain: [[sentence]]) { _ in
                [StyledText(sentence)]
            })
        return .done
    }
}
