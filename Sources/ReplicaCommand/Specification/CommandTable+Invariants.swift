extension CommandTable {
    /// What is wrong with the table, a sentence each; empty if all is well.
    ///
    /// The parser finds the command's words before it knows the command, so one option name has one form everywhere. The rest keeps
    /// help texts within 80 columns and refers only to what exists.
    package func problems() -> [String] {
        repeatedPaths() + optionsOfTwoForms() + commands.flatMap(problems(of:)) + groups.flatMap(problems(of:))
    }

    private func repeatedPaths() -> [String] {
        let paths = (commands.map(\.path) + groups.map(\.path)).map { $0.joined(separator: " ") }
        return Set(paths).filter { path in paths.count { $0 == path } > 1 }.map { "`\($0)` is declared twice" }
    }

    private func optionsOfTwoForms() -> [String] {
        let options = GlobalOption.all + commands.flatMap(\.options)
        return options.flatMap { option in
            var found: [String] = []
            if let other = anyOption(named: option.name), other.takesValue != option.takesValue {
                found.append("`--\(option.name)` takes a value in one command and none in another")
            }
            if let short = option.short, let other = anyOption(short: short), other.name != option.name {
                found.append("`-\(short)` stands for two options")
            }
            return found
        }
    }

    private func problems(of command: CommandSpecification) -> [String] {
        var found: [String] = []
        let names = command.allOptions.map(\.name)
        for name in Set(names) where names.count(where: { $0 == name }) > 1 { found.append("has `--\(name)` twice") }
        for name in (command.exclusive + command.required).flatMap({ $0 }) where !names.contains(name) {
            found.append("relates `--\(name)`, which it does not have")
        }
        if command.arguments.dropLast().contains(where: { $0.arity != .one }) {
            found.append("has an argument after one that may be missing")
        }
        if command.summary.displayWidth > 60 || command.summary.hasSuffix(".") { found.append("has an unfit summary") }
        if command.examples.isEmpty { found.append("has no example") }
        if !command.exits.contains(.done) { found.append("can never be done") }
        if command.path.count > 1, node(at: Array(command.path.dropLast())) == nil { found.append("has no group") }
        let words = children(of: command.path)
        if !words.isEmpty, !command.arguments.isEmpty { found.append("takes both further words and arguments") }
        return found.map { "`\(command.name)` \($0)" }
    }

    private func problems(of group: CommandGroup) -> [String] {
        guard let word = group.defaultWord else { return [] }
        guard let command = command(meantBy: group.path) else { return ["`\(group.name)` has no command `\(word)`"] }
        return command.arguments.isEmpty ? [] : ["`\(group.name)` stands for a command with arguments"]
    }
}
