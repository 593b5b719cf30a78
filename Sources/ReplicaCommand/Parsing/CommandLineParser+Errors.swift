import Replica

/// What the parser says when it refuses: what is wrong, why, and what to do.
extension CommandLineParser {
    func unknown(
        _ spelling: String, among options: [OptionSpecification], of path: [String]
    ) -> CommandError {
        let name = (["replica"] + path).joined(separator: " ")
        let nearest =
            spelling.hasPrefix("--")
            ? Suggestion.closest(to: String(spelling.dropFirst(2)), in: options.map(\.name)) : nil
        let hint = nearest.map { "Did you mean `--\($0)`?" } ?? helpHint(name)
        return .usage("option.unknown", "`\(name)` has no option \(quoted(spelling)).", hint: hint)
    }

    /// Why an option that is not the command's is refused, whether or not another command has it.
    func refusal(
        of spelling: String, _ found: OptionSpecification?, for command: CommandSpecification
    ) -> CommandError {
        switch found {
        case GlobalOption.dryRun?:
            .usage(
                "option.inapplicable", "`\(spelling)` does not apply: `\(command.name)` changes nothing.",
                hint: "Leave it out.")
        case GlobalOption.waitPeers?:
            .usage(
                "option.inapplicable",
                "`\(spelling)` does not apply: `\(command.name)` writes no document that peers could have.",
                hint: "Leave it out.")
        case .some, nil:
            unknown(spelling, among: command.allOptions, of: command.path)
        }
    }

    func wrong(_ text: String, _ kind: ValueKind, of name: String) -> CommandError {
        let reason = text.isEmpty ? "`\(name)` is given an empty value." : "\(quoted(text)) does not fit `\(name)`."
        var hint = "It takes \(kind.expectation)."
        if case .choice(let words) = kind, let nearest = Suggestion.closest(to: text, in: words) {
            hint = "Did you mean `\(nearest)`? " + hint
        }
        return .usage("value.invalid", reason, hint: hint)
    }

    func missing(_ argument: ArgumentSpecification, of command: CommandSpecification) -> CommandError {
        .usage(
            "argument.missing", "`\(command.name)` needs \(argument.name): \(argument.summary.lowercasedFirst).",
            hint: helpHint(command.name))
    }

    func unexpected(_ word: String, for command: CommandSpecification) -> CommandError {
        let takes =
            command.arguments.isEmpty
            ? "takes no arguments" : "takes only \(command.arguments.map(\.usage).joined(separator: " "))"
        return .usage(
            "argument.unexpected", "\(quoted(word)) is one word too many: `\(command.name)` \(takes).",
            hint: "Put quotes round a value that holds spaces. " + helpHint(command.name))
    }

    func missingWord(after path: [String]) -> CommandError {
        let name = (["replica"] + path).joined(separator: " ")
        let words = table.children(of: path).map { "`\($0.word)`" }
        return .usage(
            "command.incomplete",
            "`\(name)` needs a further word that says what to do: \(words.joined(separator: ", ")).",
            hint: helpHint(name))
    }

    func helpHint(_ name: String) -> String { "See `\(name) --help`." }
}

/// Quotes a word from the command line for a message. It is made safe for terminals where it is written.
package func quoted(_ text: String) -> String {
    text.count > 80 ? "\"\(text.prefix(80))…\"" : "\"\(text)\""
}
