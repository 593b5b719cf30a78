/// What a field gives a filter to compare.
public enum FilterValue: Hashable, Sendable {
    /// Nothing is there.
    case null
    /// True or false.
    case truth(Bool)
    /// An exact number.
    case number(FilterNumber)
    /// A binary fraction, as registers may hold.
    case real(Double)
    /// A text. Days and moments are texts whose order is that of time.
    case text(String)
    /// Several values: a comparison holds if it holds for one of them, `!=` if `==` holds for none.
    case list([FilterValue])

    /// A text, or nothing.
    public init(_ text: String?) { self = text.map { .text($0) } ?? .null }

    /// A whole number, or nothing.
    public init(_ number: Int64?) { self = number.map { .number(FilterNumber($0)) } ?? .null }

    /// Whether two are equal. Texts are compared whatever their normalization form; an empty list is as good as nothing.
    func isEqual(to other: FilterValue) -> Bool { hasPair(with: other, Self.areSame) }

    /// Whether two are equal and there.
    func isEqualAndThere(to other: FilterValue) -> Bool {
        hasPair(with: other) { $0 != .null && Self.areSame($0, $1) }
    }

    /// Whether this stands before another. What has no order between itself and the other stands neither before nor after it.
    func isBefore(_ other: FilterValue) -> Bool { hasPair(with: other, Self.areInOrder) }

    /// Whether something holds for one of these values and one of the others.
    private func hasPair(with other: FilterValue, _ holds: (FilterValue, FilterValue) -> Bool) -> Bool {
        switch (self, other) {
        case (.list(let values), _):
            values.isEmpty
                ? FilterValue.null.hasPair(with: other, holds) : values.contains { $0.hasPair(with: other, holds) }
        case (_, .list(let values)): values.isEmpty ? holds(self, .null) : values.contains { holds(self, $0) }
        case (.null, _), (.truth, _), (.number, _), (.real, _), (.text, _): holds(self, other)
        }
    }

    private static func areSame(_ one: FilterValue, _ other: FilterValue) -> Bool {
        switch (one, other) {
        case (.null, .null): true
        case (.truth(let one), .truth(let two)): one == two
        case (.text(let one), .text(let two)): one == two
        case (.number(let one), .number(let two)): one == two
        case (.real(let one), .real(let two)): one == two
        case (.number(let one), .real(let two)), (.real(let two), .number(let one)): one.real == two
        case (.null, _), (.truth, _), (.number, _), (.real, _), (.text, _), (.list, _): false
        }
    }

    private static func areInOrder(_ one: FilterValue, _ other: FilterValue) -> Bool {
        switch (one, other) {
        case (.text(let one), .text(let two)): one < two
        case (.number(let one), .number(let two)): one < two
        case (.real(let one), .real(let two)): one < two
        case (.number(let one), .real(let two)): one.real < two
        case (.real(let one), .number(let two)): one < two.real
        case (.null, _), (.truth, _), (.number, _), (.real, _), (.text, _), (.list, _): false
        }
    }

    /// Whether all words of a text occur in it.
    func contains(_ words: FoldedWords) -> Bool {
        switch self {
        case .text(let text): words.occur(in: FoldedText(text))
        case .list(let values): values.contains { $0.contains(words) }
        case .null, .truth, .number, .real: false
        }
    }
}
