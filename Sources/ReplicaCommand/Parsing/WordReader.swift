/// Splits a command line into words and options, whatever they mean.
struct WordReader {
    /// One piece of a command line.
    enum Piece: Equatable {
        /// A command word, an argument, or anything after `--`.
        case word(String)
        /// An option as it was spelled, what the table knows under that name, and the text after `=` or within the same word.
        case option(spelling: String, OptionSpecification?, inlineValue: String?)
    }

    private let words: [String]
    private let table: CommandTable
    /// The index of the next word.
    private(set) var position = 0
    /// Whether `--` has been read: nothing after it is an option.
    private(set) var isPastTerminator = false
    /// What is left of a cluster of one-letter options.
    private var cluster: Substring = ""

    init(words: [String], table: CommandTable) {
        self.words = words
        self.table = table
    }

    /// The next word without reading it.
    var peek: String? { position < words.count ? words[position] : nil }

    mutating func next() -> Piece? {
        if let letter = cluster.popFirst() { return option(letter) }
        guard let word = peek else { return nil }
        position += 1
        if isPastTerminator || !isOption(word) { return .word(word) }
        if word == "--" {
            isPastTerminator = true
            return next()
        }
        if word.hasPrefix("--") { return longOption(word.dropFirst(2)) }
        cluster = word.dropFirst()
        return next()
    }

    /// The next word as the value of an option; `nil`, and nothing is read, if there is none or it is an option itself.
    mutating func nextValue() -> String? {
        guard let word = peek, !isOption(word) else { return nil }
        position += 1
        return word
    }

    /// `-` is a word, and so is what begins like a negative number: no option has a digit for a name.
    private func isOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), word.count > 1 else { return false }
        guard let second = word.dropFirst().first(where: { $0 != "." && $0 != "," }) else { return true }
        return !(second.isASCII && second.isNumber)
    }

    private func longOption(_ body: Substring) -> Piece {
        let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        let value = parts.count > 1 ? String(parts[1]) : nil
        return .option(spelling: "--" + name, table.anyOption(named: name), inlineValue: value)
    }

    /// One letter of a cluster; what follows a letter that takes a value is the value.
    private mutating func option(_ letter: Character) -> Piece {
        let option = table.anyOption(short: letter)
        var value: String?
        if option?.takesValue == true, !cluster.isEmpty {
            value = String(cluster)
            cluster = ""
        }
        return .option(spelling: "-\(letter)", option, inlineValue: value)
    }
}
