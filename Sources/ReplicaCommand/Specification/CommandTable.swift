/// All commands of a program. Nothing about the command line is known anywhere else.
///
/// A *group* is a word that only stands before others (`bill`); a *command* can be called. A command may have further words below
/// it (`demo`, `demo clear`). What a table must fulfil stands in `CommandTable+Invariants.swift` and is tested.
package struct CommandTable: Sendable {
    /// The commands, in the order of the help text.
    package let commands: [CommandSpecification]
    /// The groups, in the order of the help text.
    package let groups: [CommandGroup]

    /// What stands at a path.
    package enum Node: Sendable, Equatable {
        /// The program itself.
        case program
        /// A word that needs another one, unless it has a default.
        case group(CommandGroup)
        /// A command.
        case command(CommandSpecification)
    }

    /// A table of these commands; groups without a command are dropped.
    package init(commands: [CommandSpecification], groups: [CommandGroup]) {
        self.commands = commands
        self.groups = groups.filter { group in commands.contains { $0.path.starts(with: group.path) } }
    }

    /// What stands at `path`; `nil` if nothing does.
    package func node(at path: [String]) -> Node? {
        if path.isEmpty { return .program }
        if let command = commands.first(where: { $0.path == path }) { return .command(command) }
        return groups.first { $0.path == path }.map(Node.group)
    }

    /// The words that may follow `path`, in the order of the help text, with what each is about.
    package func children(of path: [String]) -> [(word: String, summary: String, synonyms: [String])] {
        let below =
            groups.map { ($0.path, $0.summary, $0.synonyms) } + commands.map { ($0.path, $0.summary, $0.synonyms) }
        return below.filter { $0.0.count == path.count + 1 && $0.0.starts(with: path) }
            .map { (word: $0.0[path.count], summary: $0.1, synonyms: $0.2) }
    }

    /// The command that `path` means: itself, or the default of a group.
    package func command(meantBy path: [String]) -> CommandSpecification? {
        switch node(at: path) {
        case .command(let command): command
        case .group(let group): group.defaultWord.flatMap { word in commands.first { $0.path == path + [word] } }
        case .program, nil: nil
        }
    }

    /// Any option of any command with this long name. All options of one name agree in whether they take a value.
    func anyOption(named name: String) -> OptionSpecification? {
        GlobalOption.all.first { $0.name == name } ?? commands.lazy.flatMap(\.options).first { $0.name == name }
    }

    /// Any option of any command with this one-letter name.
    func anyOption(short: Character) -> OptionSpecification? {
        GlobalOption.all.first { $0.short == short } ?? commands.lazy.flatMap(\.options).first { $0.short == short }
    }
}
