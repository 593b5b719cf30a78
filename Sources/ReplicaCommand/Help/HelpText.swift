/// The help of a command, a group or the whole program, made from the table alone; at most 80 columns wide.
package struct HelpText: Sendable {
    /// The width for which help texts are laid out, whatever the terminal's.
    package static let width = 80
    /// Where the explanations of options begin, if what they explain is not longer.
    private static let explanationColumn = 30

    let table: CommandTable

    /// Help on the commands of a table.
    package init(table: CommandTable) { self.table = table }

    /// The lines for a node of the table.
    package func lines(for node: CommandTable.Node) -> [StyledText] {
        let parts: [[StyledText]] =
            switch node {
            case .program: program()
            case .group(let group): self.group(group)
            case .command(let command): self.command(command)
            }
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [StyledText("")]))
    }

    private func program() -> [[StyledText]] {
        let words =
            table.commands.filter { $0.path.count == 1 }.map { ($0.section, $0.path[0], $0.summary) }
            + table.groups.map { ($0.section, $0.path[0], $0.summary) }
        let longest = words.map(\.1.displayWidth).max() ?? 0
        let sections = CommandSection.allCases.map { section in
            titled(section.rawValue, listed(words.filter { $0.0 == section }.map { ($0.1, $0.2) }, longest: longest))
        }
        return [
            Self.wrapped(
                "replica keeps a shop's bills and stock on each of its computers, and all of them in step, without a server."
            ),
            [usage("replica COMMAND [options]")],
        ] + sections + [
            titled("Common options", options(GlobalOption.all)),
            Self.wrapped(
                "`replica help COMMAND` tells more about a command, `replica help --json` everything about all."),
        ]
    }

    private func group(_ group: CommandGroup) -> [[StyledText]] {
        let commands = table.children(of: group.path).map { ($0.word, $0.summary) }
        let alone = group.defaultWord.map { "`\(group.name)` alone is `\(group.name) \($0)`." }
        return [
            Self.wrapped(group.summary),
            [usage("\(group.name) \(group.defaultWord == nil ? "COMMAND" : "[COMMAND]") [options]")],
            titled("Commands", listed(commands)),
            Self.wrapped(alone ?? ""),
            Self.wrapped("`\(group.name) COMMAND --help` tells more."),
        ]
    }

    private func command(_ command: CommandSpecification) -> [[StyledText]] {
        let words = table.children(of: command.path).map { ($0.word, $0.summary) }
        let common = GlobalOption.options(for: command.effect)
        return [Self.wrapped(command.summary), usage(of: command)]
            + command.discussion.map { Self.wrapped($0) }
            + [
                titled("Further words", listed(words)),
                titled("Arguments", listed(command.arguments.map { ($0.name, $0.summary) })),
                titled("Options", options(command.options)),
                titled("Common options", options(common)),
                titled("Examples", command.examples.flatMap(Self.example)),
                titled("Exit status", Self.exits(of: command)),
            ]
    }

    private func usage(_ text: String) -> StyledText { "\("Usage:", .strong) \(text)" }

    /// The command with the options it needs; broken after a word where it is long.
    private func usage(of command: CommandSpecification) -> [StyledText] {
        var words = [command.name]
        for set in command.required {
            let options = set.compactMap { name in command.options.first { $0.name == name }?.usage }
            words.append(options.count == 1 ? options[0] : "(\(options.joined(separator: " | ")))")
        }
        words += ["[options]"] + command.arguments.map(\.usage)
        let text = words.joined(separator: " ")
        let lines = Self.wrap(text, width: Self.width - 7, indent: 4)
        return [usage(lines[0])] + lines.dropFirst().map { StyledText("       " + $0) }
    }

    private func options(_ options: [OptionSpecification]) -> [StyledText] {
        explained(
            options.map { option in
                let repeats = option.isRepeatable && option.takesValue ? " ..." : ""
                return (option.short.map { "-\($0), " } ?? "    ") + option.usage + repeats
            }, options.map(\.summary), column: Self.explanationColumn)
    }

    private func listed(_ entries: [(String, String)], longest: Int = 0) -> [StyledText] {
        let longest = entries.map(\.0.displayWidth).reduce(longest, max)
        return explained(entries.map(\.0), entries.map(\.1), column: min(longest + 4, Self.explanationColumn))
    }

    /// Terms with their explanations beside them, or below where a term is too long.
    private func explained(_ terms: [String], _ explanations: [String], column: Int) -> [StyledText] {
        zip(terms, explanations).flatMap { term, explanation -> [StyledText] in
            let lines = Self.wrap(explanation, width: Self.width - column, indent: 0)
            let indentation = String(repeating: " ", count: column)
            let fits = term.displayWidth + 4 <= column
            let gap = fits ? String(repeating: " ", count: column - 2 - term.displayWidth) : ""
            let first: StyledText = fits ? "  \(term, .strong)\(gap)\(lines.first ?? "")" : "  \(term, .strong)"
            return [first] + (fits ? lines.dropFirst() : lines[...]).map { StyledText(indentation + $0) }
        }
    }

    private func titled(_ title: String, _ lines: [StyledText]) -> [StyledText] {
        lines.isEmpty ? [] : ["\(title, .strong):"] + lines
    }

    private static func example(_ example: CommandExample) -> [StyledText] {
        let purpose =
            example.purpose.isEmpty
            ? [] : wrap(example.purpose + ":", width: width - 2, indent: 0).map { StyledText("  " + $0) }
        return purpose + ["    \(example.line)"]
    }

    private static func exits(of command: CommandSpecification) -> [StyledText] {
        Set(command.exits + [.usage]).sorted { $0.rawValue < $1.rawValue }.map {
            "  \($0.rawValue, .strong)  \($0.meaning)"
        }
    }

    private static func wrapped(_ text: String) -> [StyledText] {
        text.isEmpty ? [] : wrap(text, width: width, indent: 0).map { StyledText($0) }
    }

    /// Breaks a text between its words; the lines after the first are indented.
    package static func wrap(_ text: String, width: Int, indent: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if line.isEmpty {
                line = String(word)
            } else if line.displayWidth + 1 + String(word).displayWidth <= width {
                line += " " + word
            } else {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
