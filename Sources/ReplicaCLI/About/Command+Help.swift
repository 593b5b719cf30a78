import Replica
import ReplicaCommand

extension Command {
    /// `replica help [COMMAND]...`
    static let help = Command(.help) { (context) throws(CommandError) in
        let path = context.invocation.texts("COMMAND")
        for length in path.indices {
            let known = context.table.children(of: Array(path[..<length]))
            guard !known.contains(where: { $0.word == path[length] }) else { continue }
            let name = (["replica"] + path[..<length]).joined(separator: " ")
            let nearest = Suggestion.closest(to: path[length], in: known.map { ($0.word, $0.synonyms) })
            throw .failure(
                "help.command.unknown", .usage, "`\(name)` has no command \(quoted(path[length])).",
                hint: nearest.map { "Did you mean `replica help \((path[..<length] + [$0]).joined(separator: " "))`?" }
                    ?? "`replica help` lists all commands.")
        }
        try context.output.present(Presentation(help: context.table.node(at: path) ?? .program, in: context.table))
        return .done
    }
}
