/// What is searched in, in small letters.
struct SearchText: Hashable, Sendable {
    private let folded: String

    init(_ text: String) { folded = text.lowercased() }

    /// A text that is in small letters already.
    init(folded: String) { self.folded = folded }

    /// Whether every word of `query` occurs, in any order, whatever its capitals.
    func contains(_ query: String) -> Bool {
        query.lowercased().split(whereSeparator: \.isWhitespace).allSatisfy { word in
            folded.utf8.firstRange(of: word.utf8) != nil
        }
    }
}

extension Substring.UTF8View {
    fileprivate var bytes: [UInt8] { Array(self) }
}

extension String.UTF8View {
    /// Where a sequence of bytes occurs first.
    fileprivate func firstRange(of other: Substring.UTF8View) -> Range<Index>? {
        let wanted = other.bytes
        guard let first = wanted.first else { return startIndex..<startIndex }
        var start = startIndex
        while let found = self[start...].firstIndex(of: first) {
            if self[found...].starts(with: wanted) { return found..<index(found, offsetBy: wanted.count) }
            start = index(after: found)
        }
        return nil
    }
}
