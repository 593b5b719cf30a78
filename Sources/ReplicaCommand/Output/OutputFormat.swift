/// In which form results are written to standard output.
package enum OutputFormat: Sendable, Equatable {
    /// Tables and sentences for people.
    case human
    /// One JSON object or array.
    case json
    /// One JSON object a line.
    case jsonl
    /// Tab-separated fields, one record a line, without a heading.
    case plain

    /// Whether errors, too, are JSON on standard output.
    package var isJSON: Bool {
        switch self {
        case .json, .jsonl: true
        case .human, .plain: false
        }
    }

    /// The form asked for somewhere in a command line that may be wrong, so that its error has the form that was asked for.
    package static func requested(in words: [String]) -> OutputFormat {
        for word in words.prefix(while: { $0 != "--" }) {
            switch word {
            case "--json": return .json
            case "--jsonl": return .jsonl
            case "--plain": return .plain
            default: continue
            }
        }
        return .human
    }
}
