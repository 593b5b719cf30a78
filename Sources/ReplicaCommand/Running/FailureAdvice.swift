/// Puts the node's refusals into the words of the command line: the option that a member of the request came from, and the command
/// that lists what was looked for.
struct FailureAdvice {
    private let invocation: Invocation
    private let process: ProcessContext

    /// Advice for one command.
    init(_ invocation: Invocation, _ process: ProcessContext) {
        self.invocation = invocation
        self.process = process
    }

    /// The commands that list things, by the beginning of the code that says that one is missing or not the only one.
    private static let lists = [
        "bill": "bill list", "draft": "bill list --state draft", "customer": "customer list", "product": "product list",
        "conflict": "conflicts", "payment": "bill show NUMBER", "question": "bill show NUMBER",
    ]

    /// The same failure with option and command named.
    func completing(_ error: CommandError) -> CommandError {
        guard case .failure(let failure) = error else { return error }
        return .failure(
            CommandError.Failure(
                code: failure.code, exit: failure.exit, message: place(of: failure) + failure.message,
                hint: list(for: failure.code).map { "`\($0)` lists \(Self.what(failure.code))." } ?? failure.hint,
                field: failure.field))
    }

    /// The option that a wrong member was given with; for one that came from a file, its place in words.
    private func place(of failure: CommandError.Failure) -> String {
        guard let field = failure.field, failure.code != "unknown-parameter" else { return "" }
        let parts = field.split(separator: "/").map(String.init)
        let name = parts[0] == "lines" ? "line" : parts[0]
        if invocation.command.options.contains(where: { $0.name == name }), invocation.has(name) {
            return "`--\(name)`: "
        }
        guard parts.count > 1, let index = Int(parts[1]) else { return "" }
        return "\(Self.capitalized(name)) \(index + 1): "
    }

    private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

    private func list(for code: String) -> String? {
        let parts = code.split(separator: ".").map(String.init)
        guard parts.count == 2, parts[1] == "missing", let words = Self.lists[parts[0]] else { return nil }
        let directory = invocation.globals.dir.map { " --dir \(ShellText.quoted($0))" } ?? ""
        return "replica \(words)\(directory)"
    }

    private static func what(_ code: String) -> String {
        let thing = code.prefix { $0 != "." }
        return ["payment", "question"].contains(thing) ? "those of a bill" : "them"
    }
}
