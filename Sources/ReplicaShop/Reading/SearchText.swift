import Replica

/// What is searched in: without capitals and without marks on letters, as the `~` of filters searches.
struct SearchText: Hashable, Sendable {
    private let folded: FoldedText

    init(_ text: String) { folded = FoldedText(text) }

    /// Whether every word of `query` occurs, in any order.
    func contains(_ query: String) -> Bool { FoldedWords(query).occur(in: folded) }
}
