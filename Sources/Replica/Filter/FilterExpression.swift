/// What a filter says, as a tree.
indirect enum FilterExpression: Hashable, Sendable {
    /// How two values can be compared.
    enum Comparison: String, Hashable, Sendable, CaseIterable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
    }

    /// What stands on the right of a comparison.
    enum Operand: Hashable, Sendable {
        case value(FilterLiteral)
        case field(FilterPath)
    }

    /// A field that is true.
    case field(FilterPath)
    /// A comparison.
    case compare(FilterPath, Comparison, Operand)
    /// All words of the text occur in the field.
    case contains(FilterPath, FilterLiteral)
    /// The field equals one of the values.
    case isAmong(FilterPath, [FilterLiteral])
    /// The opposite.
    case not(FilterExpression)
    /// All of at least two.
    case all([FilterExpression])
    /// One of at least two.
    case any([FilterExpression])
}

/// A field's name in a filter, and where it stands there. Two that stand at different places are equal.
struct FilterPath: Hashable, Sendable {
    /// What stands between the points; at least one.
    let names: [String]
    /// The number of its first character.
    let position: Int

    /// The names with points between them.
    var text: String { names.joined(separator: ".") }

    static func == (one: FilterPath, other: FilterPath) -> Bool { one.names == other.names }

    func hash(into hasher: inout Hasher) { hasher.combine(names) }
}

/// A value that stands in a filter, and where. Two that stand at different places are equal.
struct FilterLiteral: Hashable, Sendable {
    /// Never a real or a list.
    let value: FilterValue
    /// The number of its first character.
    let position: Int

    static func == (one: FilterLiteral, other: FilterLiteral) -> Bool { one.value == other.value }

    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
