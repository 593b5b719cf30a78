@_spi(_Unicode) import Swift

/// A text as it is searched in: without capitals and without marks on letters, so that `munchen` finds “München” and `strasse`
/// “Straße”.
package struct FoldedText: Hashable, Sendable {
    fileprivate let bytes: [UInt8]

    /// Folds a text. O(length).
    package init(_ text: String) {
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            bytes = text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            return
        }
        // Capitals first: they have no second form for some letters (ß, ς), which small letters have.
        var folded = String.UnicodeScalarView()
        for scalar in text.uppercased().lowercased()._nfd
        where scalar.properties.canonicalCombiningClass == .notReordered {
            folded.append(scalar)
        }
        bytes = Array(String(folded).utf8)
    }

    /// Whether another text occurs in it, as it is.
    fileprivate func contains(_ other: ArraySlice<UInt8>) -> Bool {
        guard let first = other.first else { return true }
        guard bytes.count >= other.count else { return false }
        for start in 0...(bytes.count - other.count) where bytes[start] == first {
            if bytes[start..<(start + other.count)].elementsEqual(other) { return true }
        }
        return false
    }
}

/// The words of a text that is searched for.
package struct FoldedWords: Hashable, Sendable {
    private let words: [[UInt8]]

    /// Takes a text apart at its spaces.
    package init(_ text: String) {
        words = text.split(whereSeparator: \.isWhitespace).map { FoldedText(String($0)).bytes }
    }

    /// Whether every word occurs, in any order, within others or alone. No words occur everywhere.
    package func occur(in text: FoldedText) -> Bool { words.allSatisfy { text.contains($0[...]) } }
}
