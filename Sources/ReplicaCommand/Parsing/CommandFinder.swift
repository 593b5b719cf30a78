import Replica

/// The parser's first pass: which words name the command.
struct CommandFinder {
    let table: CommandTable
    /// The command's words.
    private(set) var path: [String] = []
    /// At which indices they stand.
    private(set) var commandWords: Set<Int> = []
    private(set) var wantsHelp = false
    private(set) var wantsVersion = false
    /// Whether any word stands there that is no option.
    private(set) var sawWord = false
    /// The first option that no command has.
    private(set) var unknownOption: String?

    init(table: CommandTable) { self.table = table }

    mutating func find(in words: [String]) throws(CommandError) {
        var reader = WordReader(words: words, table: table)
        while true {
            let index = reader.position
            guard let word = reader.next() else { return }
            switch word {
            case .word(let text):
                sawWord = true
                if !reader.isPastTerminator { try descend(to: text, at: index) }
            case .option(let spelling, let option, let inlineValue):
                wantsHelp = wantsHelp || option == GlobalOption.help
                wantsVersion = wantsVersion || option == GlobalOption.version
                if option == nil, unknownOption == nil { unknownOption = spelling }
                if option?.takesValue == true, inlineValue == nil { _ = reader.nextValue() }
            }
        }
    }

    private mutating func descend(to word: String, at index: Int) throws(CommandError) {
        let children = table.children(of: path)
        guard !children.isEmpty else { return }
        if children.contains(where: { $0.word == word }) {
            path.append(word)
            commandWords.insert(index)
            return
        }
        let parser = CommandLineParser(table: table)
        if let unknownOption { throw parser.unknown(unknownOption, among: GlobalOption.all, of: path) }
        let name = (["replica"] + path).joined(separator: " ")
        let nearest = Suggestion.closest(to: word, in: children.map { ($0.word, $0.synonyms) })
        throw .usage(
            "command.unknown", "`\(name)` has no command \(quoted(word)).",
            hint: nearest.map { "Did you mean `\(name) \($0)`?" } ?? parser.helpHint(name))
    }
}
