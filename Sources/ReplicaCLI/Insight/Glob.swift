/// A pattern for the types of events: `*` stands for any letters, everything else for itself.
struct Glob: Sendable {
    private let parts: [[UInt8]]

    /// Reads a pattern.
    init(_ pattern: String) {
        parts = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// Whether the whole text fits. Each part between stars is taken where it comes first: O(n·m).
    func matches(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        guard parts.count > 1 else { return Array(rest) == parts[0] }
        guard rest.starts(with: parts[0]) else { return false }
        rest = rest.dropFirst(parts[0].count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let start = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
            rest = rest[(start + part.count)...]
        }
        let last = parts[parts.count - 1]
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}
