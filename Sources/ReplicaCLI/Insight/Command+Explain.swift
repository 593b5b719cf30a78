import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica explain REF`
    static let explain = Command(.explain) { (context) throws(CommandError) in
        let reference = context.invocation.reference("REF")
        let text = reference.map { "\($0.collection)/\($0.path)" } ?? ""
        let answer = try await context.node().get(
            ["api", "explain"], query: [HTTPQueryItem(name: "ref", value: text)])
        let writes = answer.list("fields").flatMap { field in field.list("writes") }
        let all = answer.list("fields")
        let isWhole = all.count == 1 || context.globals.verbosity > 0
        let shown = isWhole ? all : all.filter(FieldStory.isTelling)
        try context.output.present(
            Presentation(json: answer, plain: writes.map(WriteTable.record)) { width in
                shown.flatMap { FieldStory.lines($0, width: width) }
            })
        if shown.count < all.count, context.output.format == .human {
            try context.output.note("\(all.count - shown.count) internal fields are not shown; `--verbose` shows them.")
        }
        return .done
    }
}
