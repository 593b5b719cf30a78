/// A word that stands before the words of several commands, as `bill`.
package struct CommandGroup: Sendable, Equatable {
    /// The words after `replica`.
    package let path: [String]
    /// What its commands are about, in a phrase for the help text.
    package let summary: String
    /// Its heading in `replica --help`.
    package let section: CommandSection
    /// The word that is meant if the group is given alone: `replica peers` is `replica peers list`. `nil` if one must be given.
    package let defaultWord: String?
    /// Words that people may try instead; for suggestions only.
    package let synonyms: [String]

    /// A group from its parts.
    package init(
        _ word: String, _ summary: String, _ section: CommandSection, defaultWord: String? = nil,
        synonyms: [String] = []
    ) {
        path = [word]
        self.summary = summary
        self.section = section
        self.defaultWord = defaultWord
        self.synonyms = synonyms
    }

    /// The group as it is typed, with `replica`.
    package var name: String { (["replica"] + path).joined(separator: " ") }
}
