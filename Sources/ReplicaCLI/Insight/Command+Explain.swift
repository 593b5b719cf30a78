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
        try context.output.present(
            Presentation(json: answer, plain: writes.map(WriteTable.record)) { width in
                answer.list("fields").flatMap { FieldStory.lines($0, width: width) }
            })
        return .done
    }
}
