/// "Did you mean": the nearest of the words that would have been right.
package enum Suggestion {
    /// The candidate that `word` was most likely meant to be; `nil` if none is near.
    ///
    /// A synonym counts as its candidate, a beginning of at least two letters as the whole, else the edit distance decides: at most one
    /// edit if the longer word has three letters, two up to six, three beyond, and always fewer than were typed. The first of equals
    /// wins.
    package static func closest(to word: String, in candidates: [(word: String, synonyms: [String])]) -> String? {
        let typed = word.lowercased()
        if let exact = candidates.first(where: { $0.word == typed || $0.synonyms.contains(typed) }) {
            return exact.word
        }
        let begun = candidates.filter { typed.count >= 2 && $0.word.hasPrefix(typed) }
        if begun.count == 1 { return begun[0].word }
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let distance = editDistance(typed, candidate.word)
            let longer = max(typed.count, candidate.word.count)
            let limit = min(longer <= 3 ? 1 : longer <= 6 ? 2 : 3, typed.count - 1)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate.word, distance) }
        }
        return best?.word ?? begun.first?.word
    }

    /// The candidate nearest to `word`, without synonyms.
    package static func closest(to word: String, in candidates: [String]) -> String? {
        closest(to: word, in: candidates.map { ($0, []) })
    }

    /// How many insertions, deletions, replacements and swaps of neighbours turn one word into the other, each letter being touched
    /// once at most ("optimal string alignment", Wagner and Fischer 1974 with the swap of Damerau 1964). Words are cut at 64 letters;
    /// O(n·m).
    package static func editDistance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left.prefix(64)), Array(right.prefix(64)))
        var rows = [Array(0...b.count)]
        for i in 1..<(a.count + 1) {
            var row = [i]
            for j in 1..<(b.count + 1) {
                let replaced = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var cost = min(rows[i - 1][j] + 1, row[j - 1] + 1, replaced)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, rows[i - 2][j - 2] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
