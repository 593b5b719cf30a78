/// Turns the words of a command line into a command with its values, or into an error that says what to do.
///
/// Two passes. The first finds the command's own words, wherever options stand between them, so that `replica --dir X bill list` and
/// `replica bill list --dir X` are the same; it only has to know which options are followed by a value. The second reads the options
/// and arguments of the command found. GNU's long options and POSIX's utility guidelines hold: `--name value`, `--name=value`, `-nq`,
/// `--` before words that begin with a hyphen, `-` as a word. Command words cannot be abbreviated: a script must not change its
/// meaning when a command is added.
package struct CommandLineParser: Sendable {
    /// What the command line asks for.
    package enum Request: Sendable, Equatable {
        /// Run a command.
        case run(Invocation)
        /// Show a help text.
        case help(CommandTable.Node)
        /// Show the version.
        case version
    }

    let table: CommandTable

    /// A parser for the commands of a table.
    package init(table: CommandTable) { self.table = table }

    /// Reads the words after the program's own name.
    package func parse(_ words: [String]) throws(CommandError) -> Request {
        var finder = CommandFinder(table: table)
        try finder.find(in: words)
        if finder.wantsHelp { return .help(table.node(at: finder.path) ?? .program) }
        if finder.wantsVersion { return .version }
        guard let command = table.command(meantBy: finder.path) else {
            if let option = finder.unknownOption { throw unknown(option, among: GlobalOption.all, of: finder.path) }
            if !finder.sawWord { return .help(.program) }
            throw missingWord(after: finder.path)
        }
        let rest = words.indices.filter { !finder.commandWords.contains($0) }.map { words[$0] }
        return .run(try read(rest, for: command))
    }

    private func read(_ words: [String], for command: CommandSpecification) throws(CommandError) -> Invocation {
        var options = ParsedOptions()
        var arguments: [String] = []
        var reader = WordReader(words: words, table: table)
        while let word = reader.next() {
            switch word {
            case .word(let text):
                arguments.append(text)
            case .option(let spelling, let found, let inlineValue):
                guard let found, let option = command.allOptions.first(where: { $0.name == found.name }) else {
                    throw refusal(of: spelling, found, for: command)
                }
                let text = try valueText(of: option, spelling, inlineValue, &reader)
                try options.add(
                    option, value: try text.map { (text) throws(CommandError) in try value(text, of: option) })
            }
        }
        try checkRelations(of: options, for: command)
        return Invocation(command: command, options: options, arguments: try assign(arguments, for: command))
    }

    private func valueText(
        of option: OptionSpecification, _ spelling: String, _ inlineValue: String?, _ reader: inout WordReader
    ) throws(CommandError) -> String? {
        guard case .value(let kind, let placeholder) = option.form else {
            guard let inlineValue else { return nil }
            throw .usage(
                "option.value.unexpected", "`\(spelling)` takes no value, but is given \(quoted(inlineValue)).",
                hint: "Write `\(spelling)` alone.")
        }
        if let inlineValue { return inlineValue }
        if let value = reader.nextValue() { return value }
        let taken = reader.peek.map {
            ", and \(quoted($0)) is an option; a value like that goes into one word: `--\(option.name)=…`"
        }
        throw .usage(
            "option.value.missing", "`\(spelling)` needs a value\(taken ?? "").",
            hint: "Write `--\(option.name) \(placeholder)`: \(kind.expectation).")
    }

    private func value(_ text: String, of option: OptionSpecification) throws(CommandError) -> ParsedValue {
        guard case .value(let kind, _) = option.form else { preconditionFailure("`--\(option.name)` has no value") }
        guard let value = kind.parse(text) else { throw wrong(text, kind, of: "--\(option.name)") }
        return value
    }

    /// Gives the words to the arguments in order; the last one may take several or none.
    private func assign(
        _ words: [String], for command: CommandSpecification
    ) throws(CommandError) -> [String: [ParsedValue]] {
        var rest = words[...]
        var values: [String: [ParsedValue]] = [:]
        for argument in command.arguments {
            let taken = argument.arity == .any ? rest : rest.prefix(1)
            rest = rest.dropFirst(taken.count)
            if taken.isEmpty, argument.arity == .one { throw missing(argument, of: command) }
            for word in taken {
                guard let value = argument.kind.parse(word) else { throw wrong(word, argument.kind, of: argument.name) }
                values[argument.name, default: []].append(value)
            }
        }
        if let extra = rest.first { throw unexpected(extra, for: command) }
        return values
    }

    private func checkRelations(
        of options: ParsedOptions, for command: CommandSpecification
    ) throws(CommandError) {
        for set in command.exclusive + GlobalOption.exclusive {
            let given = set.filter { options.counts[$0] != nil }.map { "`--\($0)`" }
            if given.count > 1 {
                throw .usage(
                    "option.conflict", "\(given.joined(separator: " and ")) exclude each other.",
                    hint: "Give only one of them.")
            }
        }
        for set in command.required where set.allSatisfy({ options.counts[$0] == nil }) {
            let names = set.map { "`--\($0)`" }
            let message =
                names.count == 1 ? "\(names[0]) is missing." : "One of \(names.joined(separator: ", ")) is needed."
            throw .usage("option.missing", "`\(command.name)`: \(message)", hint: helpHint(command.name))
        }
    }
}
