import Replica
import ReplicaCommand
import Testing

/// All declared commands, whether or not the program offers them yet.
@Suite struct CommandTableTests {
    private let table = CommandTable.declared

    @Test func `the declared commands keep the rules of a table`() {
        #expect(table.problems() == [])
    }

    @Test func `a table that breaks its rules is told so`() {
        let broken = CommandTable(
            commands: [
                CommandSpecification("a b", "Do it.", .reads).with { $0.options = [.flag("dir", "Not a path")] },
                CommandSpecification("a b", "Do it again", .reads).with {
                    $0.arguments = [
                        ArgumentSpecification("X", .text, .any, "some"), ArgumentSpecification("Y", .text, .one, "one"),
                    ]
                    $0.required = [["nothing"]]
                    $0.exits = [.failed]
                },
            ], groups: [])
        let problems = broken.problems().joined(separator: "\n")
        for part in [
            "`a b` is declared twice", "`--dir` takes a value in one", "has `--dir` twice", "unfit summary",
            "has no example",
            "after one that may be missing", "relates `--nothing`", "never be done", "has no group",
        ] {
            #expect(problems.contains(part), "\(part) in\n\(problems)")
        }
    }

    @Test func `every help text fits 80 columns and leaves no line unfinished`() {
        let help = HelpText(table: table)
        let nodes =
            [CommandTable.Node.program] + table.groups.map(CommandTable.Node.group)
            + table.commands.map(CommandTable.Node.command)
        for node in nodes {
            for line in help.lines(for: node).map(\.plainText) {
                #expect(line.displayWidth <= 80, "\(line)")
                #expect(!line.hasSuffix(" "), "\(line)")
            }
        }
    }

    @Test func `every example is a command line that the parser takes`() throws {
        for command in table.commands {
            for example in command.examples {
                let words = try #require(shellWords(of: example.line), "\(example.line)")
                guard case .run(let invocation) = try CommandLineParser(table: table).parse(words) else {
                    Issue.record("\(example.line) runs nothing")
                    continue
                }
                #expect(invocation.command.path == command.path, "\(example.line)")
            }
        }
    }

    @Test func `every command says how it can end and every group what it holds`() {
        let help = HelpText(table: table)
        for command in table.commands {
            let text = help.lines(for: .command(command)).map(\.plainText).joined(separator: "\n")
            for status in command.exits { #expect(text.contains("\n  \(status.rawValue)  \(status.meaning)")) }
        }
        for group in table.groups {
            let text = help.lines(for: .group(group)).map(\.plainText).joined(separator: "\n")
            for child in table.children(of: group.path) { #expect(text.contains(child.word)) }
        }
    }

    @Test func `every synonym leads to its command and is no command itself`() {
        for path in [[]] + table.groups.map(\.path) {
            let children = table.children(of: path)
            for child in children {
                for synonym in child.synonyms {
                    #expect(!children.contains { $0.word == synonym }, "\(synonym)")
                    let found = Suggestion.closest(to: synonym, in: children.map { ($0.word, $0.synonyms) })
                    #expect(found == child.word, "\(path) \(synonym)")
                }
            }
        }
    }

    /// The words after `replica` up to a pipe, a redirection or a list; double and single quotes hold words together.
    private func shellWords(of line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line {
            switch character {
            case quote: quote = nil
            case _ where quote != nil: word?.append(character)
            case "\"", "'":
                quote = character
                word = word ?? ""
            case " ":
                if let finished = word { words.append(finished) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        if let finished = word { words.append(finished) }
        guard words.first == "replica" else { return nil }
        return Array(words.dropFirst().prefix { !["|", ">", "<", "||"].contains($0) })
    }
}
