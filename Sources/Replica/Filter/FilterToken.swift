/// One sign of a filter's text.
struct FilterToken: Hashable, Sendable {
    /// What it is.
    enum Kind: Hashable, Sendable {
        case name(String)
        case text(String)
        case number(FilterNumber)
        case compare(FilterExpression.Comparison)
        case contains
        case and
        case or
        case not
        case open
        case close
        case openList
        case closeList
        case comma
        case point
        case end
    }

    /// What it is.
    let kind: Kind
    /// The number of its first character.
    let position: Int

    /// How an error calls it.
    var words: String {
        switch kind {
        case .name(let name): "the word \(name)"
        case .text: "a text"
        case .number(let number): "the number \(number)"
        case .compare(let comparison): comparison.rawValue
        case .contains: "~"
        case .and: "&&"
        case .or: "||"
        case .not: "!"
        case .open: "("
        case .close: ")"
        case .openList: "["
        case .closeList: "]"
        case .comma: "a comma"
        case .point: "a point"
        case .end: "the end"
        }
    }
}
