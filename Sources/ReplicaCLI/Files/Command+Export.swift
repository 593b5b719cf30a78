import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica export`
    static let export = Command(.export) { (context) throws(CommandError) in
        let invocation = context.invocation
        let (what, format) = (invocation.text("what") ?? "", invocation.text("format") ?? "")
        let path = invocation.text("out") ?? "-"
        if path != "-", !invocation.has("force"), SystemCalls.exists(path) {
            throw .failure(
                "file.exists", .refused, "There is a file \(quoted(path)) already.",
                hint: "Choose another name, or write over it with `--force`.")
        }
        var query = [HTTPQueryItem(name: "what", value: what), HTTPQueryItem(name: "format", value: format)]
        if invocation.has("excel") { query.append(HTTPQueryItem(name: "excel", value: "true")) }
        let bytes = try await context.node().file(["api", "export"], query: query)
        guard path != "-" else {
            try context.output.file(bytes)
            return .done
        }
        if case .failure(let failure) = await Blocking.run({ SystemCalls.writeFile(bytes, to: path) }) {
            let reason = if case .system(let message) = failure { message } else { "it is too large" }
            throw .failure(
                "file.unwritable", .failed, "\(quoted(path)) can't be written: \(reason).",
                hint: "Choose another place with `--out FILE`.")
        }
        let lines = bytes.count { $0 == UInt8(ascii: "\n") }
        try context.output.present(
            Presentation(
                json: [
                    "file": .string(path), "what": .string(what), "format": .string(format),
                    "lines": .integer(Int64(lines)), "bytes": .integer(Int64(bytes.count)),
                ], plain: [[path, String(lines), String(bytes.count)]]
            ) { _ in ["Wrote \(path, .strong): \(what), \(lines) lines, \(StatusReport.size(Int64(bytes.count)))."] })
        return .done
    }
}
