/// Why a text is no filter, or none for these documents: where, what was expected, what to do. Nothing was read or changed.
public struct FilterError: Error, Hashable, Sendable {
    /// The sort of mistake, for programs.
    public enum Kind: String, Hashable, Sendable {
        /// The text does not follow the grammar.
        case syntax
        /// The documents have no such field.
        case unknownField = "unknown-field"
        /// The field is not of a kind that can be compared so.
        case kind
        /// The text is longer, deeper or has more comparisons than a filter may have.
        case limit
    }

    /// The sort of mistake.
    public let kind: Kind
    /// The character at which it was noticed: 1 is the first; one more than there are at the end.
    public let position: Int
    /// What was found and what was expected, in one sentence.
    public let message: String
    /// What to do, in one sentence.
    public let hint: String

    init(_ kind: Kind, at position: Int, _ message: String, hint: String) {
        self.kind = kind
        self.position = position
        self.message = message
        self.hint = hint
    }
}

extension FilterError: CustomStringConvertible {
    /// Where, what, and what to do.
    public var description: String { "At character \(position) of the filter: \(message) \(hint)" }
}
