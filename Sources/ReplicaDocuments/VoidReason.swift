/// Why a delta is void. The text says what, and names the field.
package enum VoidReason: Error, Hashable, Sendable {
    /// The author's role may not write this field, or not take this move.
    case role(field: String)
    /// The collection does not live in this kind of space, or the field is unknown to a customer's rules.
    case unknownField(String)
    /// The payload is of another kind than the field.
    case kind(field: String)
    /// One slot of one field is written twice.
    case doubledChange(field: String)
    /// A replaced entry was not live at the author's context.
    case notLive(field: String)
    /// An ordinary slot is another's, does not replace its live entry, or its total does not add up.
    case slot(field: String)
    /// A change above 2^40.
    case amount(field: String)
    /// A move that does not start from the state it replaces, or is not declared.
    case move(field: String, from: String, to: String)
    /// A write-once field of a document that has entries already.
    case writtenOnce(field: String)
    /// A field of a document whose write-once fields the author did not see.
    case notBorn(field: String)
    /// A record of the format (member, root statement, rules) that is malformed or does not stand.
    case record(String)
    /// A commit record where none may be, or none where one must be.
    case commit
}

extension VoidReason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .role(let field): "its author's role may not write \(field)"
        case .unknownField(let field): "the rules know no \(field) in this space"
        case .kind(let field): "\(field) is a field of another kind"
        case .doubledChange(let field): "\(field) is written twice"
        case .notLive(let field): "what it replaces in \(field) was not live for its author"
        case .slot(let field): "the slot of \(field) is not its author's own, or does not add up"
        case .amount(let field): "the change of \(field) is above 2^40"
        case .move(let field, let from, let to): "\(field) may not move from \(from) to \(to)"
        case .writtenOnce(let field): "\(field) is written once, with its document"
        case .notBorn(let field): "its author had not seen the document of \(field)"
        case .record(let what): what
        case .commit: "its commit record is missing or out of place"
        }
    }
}
