import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica import FILE`
    static let importFile = Command(.importFile) { (context) throws(CommandError) in
        let bytes = try await InputFile.read(context.invocation.text("FILE") ?? "")
        var report = ImportedRows()
        let progress = context.output.progress()
        try await context.node().send(bytes, as: "text/csv", to: ["api", "import"], query: context.importQuery()) {
            (event) throws(CommandError) in
            try report.take(event)
            if let done = report.progress { progress.show("\(done)") }
            return !report.isOver
        }
        progress.clear()
        let result = report
        try context.output.present(
            Presentation(json: .array(result.rows), plain: result.rows.map(ImportedRows.record)) { width in
                result.lines(width: width)
            })
        for column in result.unknownColumns {
            try context.output.note("! \("The column \(quoted(column)) is not known and was passed over.", .warning)")
        }
        if context.globals.isDryRun { try context.output.note("A rehearsal: nothing was changed.") }
        return result.failed == 0 ? .done : .refused
    }
}

extension CommandContext {
    fileprivate func importQuery() -> [HTTPQueryItem] {
        var query = [HTTPQueryItem(name: "what", value: invocation.text("what") ?? "")]
        if let word = invocation.text("on-duplicate") { query.append(HTTPQueryItem(name: "on-duplicate", value: word)) }
        query += invocation.texts("map").map { HTTPQueryItem(name: "map", value: $0) }
        if let user = process.user { query.append(HTTPQueryItem(name: "user", value: user)) }
        if globals.isDryRun { query.append(HTTPQueryItem(name: "dry-run", value: "true")) }
        return query
    }
}
