/// When colours are used; see ``Terminal`` for what `auto` looks at.
package enum ColorChoice: String, Sendable, CaseIterable {
    /// On a terminal that has them, unless `NO_COLOR` is set.
    case auto
    /// Also into files and pipes.
    case always
    /// Nowhere.
    case never

    /// The choice made somewhere in a command line that may be wrong.
    package static func requested(in words: [String]) -> ColorChoice {
        let words = words.prefix { $0 != "--" }
        for (index, word) in words.enumerated() {
            let value =
                word == "--color" ? words.dropFirst(index + 1).first ?? "" : String(word.dropFirst("--color=".count))
            if word == "--color" || word.hasPrefix("--color="), let choice = ColorChoice(rawValue: value) {
                return choice
            }
        }
        return .auto
    }
}
