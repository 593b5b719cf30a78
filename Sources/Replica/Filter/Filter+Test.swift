extension Filter {
    /// Whether a row meets the condition, as a function to call for each row.
    ///
    /// It throws ``FilterError`` if there is no such field, or a field is of a kind that can't be compared so. O(terms) a row, and what
    /// reading the fields takes.
    public func test<Row>(on fields: FilterFields<Row>) throws(FilterError) -> @Sendable (Row) -> Bool {
        try expression.test(fields)
    }
}

extension FilterExpression {
    fileprivate func test<Row>(_ fields: FilterFields<Row>) throws(FilterError) -> @Sendable (Row) -> Bool {
        switch self {
        case .field(let path): try Self.truth(of: path, fields)
        case .compare(let path, let comparison, let operand): try Self.compare(path, comparison, operand, fields)
        case .contains(let path, let literal): try Self.search(path, literal, fields)
        case .isAmong(let path, let literals): try Self.membership(of: path, literals, fields)
        case .not(let expression): try Self.negation(of: expression, fields)
        case .all(let parts): try Self.conjunction(of: parts, fields)
        case .any(let parts): try Self.alternative(of: parts, fields)
        }
    }

    private static func negation<Row>(
        of expression: FilterExpression, _ fields: FilterFields<Row>
    ) throws(FilterError) -> @Sendable (Row) -> Bool {
        let test = try expression.test(fields)
        return { !test($0) }
    }

    private static func conjunction<Row>(
        of parts: [FilterExpression], _ fields: FilterFields<Row>
    ) throws(FilterError) -> @Sendable (Row) -> Bool {
        let tests = try parts.map { (part) throws(FilterError) in try part.test(fields) }
        return { row in tests.allSatisfy { $0(row) } }
    }

    private static func alternative<Row>(
        of parts: [FilterExpression], _ fields: FilterFields<Row>
    ) throws(FilterError) -> @Sendable (Row) -> Bool {
        let tests = try parts.map { (part) throws(FilterError) in try part.test(fields) }
        return { row in tests.contains { $0(row) } }
    }

    private static func truth<Row>(
        of path: FilterPath, _ fields: FilterFields<Row>
    ) throws(FilterError) -> @Sendable (Row) -> Bool {
        let field = try fields.field(path)
        guard field.kind.isTruth else {
            throw FilterError(
                .kind, at: path.position, "\(path.text) is not true or false, so that it can't stand alone.",
                hint: "Compare it, as in \(path.text) != null.")
        }
        let read = field.value
        return { read($0).isEqual(to: .truth(true)) }
    }

    private static func search<Row>(
        _ path: FilterPath, _ literal: FilterLiteral, _ fields: FilterFields<Row>
    ) throws(FilterError) -> @Sendable (Row) -> Bool {
        let field = try fields.field(path)
        guard field.kind.isSearchable else {
            throw FilterError(
                .kind, at: path.position, "\(path.text) is no text to look for words in.",
                hint: "Compare it by ==, !=, <, <=, > or >=.")
        }
        guard case .text(let text) = literal.value else { preconditionFailure("~ is read with a text only") }
        let (read, words) = (field.value, FoldedWords(text))
        return { read($0).contains(words) }
    }

    private static func membership<Row>(
        of path: FilterPath, _ literals: [FilterLiteral], _ fields: FilterFields<Row>
    ) throws(FilterError) -> @Sendable (Row) -> Bool {
        let field = try fields.field(path)
        for literal in literals { try check(literal, path, field.kind, isOrder: false) }
        let (read, values) = (field.value, literals.map(\.value))
        return { row in
            let value = read(row)
            return values.contains { value.isEqual(to: $0) }
        }
    }

    private static func compare<Row>(
        _ path: FilterPath, _ comparison: Comparison, _ operand: Operand, _ fields: FilterFields<Row>
    ) throws(FilterError) -> @Sendable (Row) -> Bool {
        let field = try fields.field(path)
        let (left, holds) = (field.value, comparison.holds)
        switch operand {
        case .value(let literal):
            try check(literal, path, field.kind, isOrder: comparison.isOrder)
            let value = literal.value
            return { holds(left($0), value) }
        case .field(let other):
            let otherField = try fields.field(other)
            guard field.kind.isComparable(with: otherField.kind) else {
                throw FilterError(
                    .kind, at: other.position, "\(path.text) and \(other.text) can't be compared.",
                    hint: "A text that is meant as it stands goes in quotation marks.")
            }
            let right = otherField.value
            return { holds(left($0), right($0)) }
        }
    }

    private static func check(
        _ literal: FilterLiteral, _ path: FilterPath, _ kind: FilterKind, isOrder: Bool
    ) throws(FilterError) {
        guard let flaw = kind.flaw(literal.value, of: path.text, isOrder: isOrder) else { return }
        throw FilterError(.kind, at: literal.position, flaw.message, hint: flaw.hint)
    }
}

extension FilterExpression.Comparison {
    /// Whether it asks which comes first.
    fileprivate var isOrder: Bool {
        switch self {
        case .equal, .notEqual: false
        case .less, .atMost, .greater, .atLeast: true
        }
    }

    fileprivate var holds: @Sendable (FilterValue, FilterValue) -> Bool {
        switch self {
        case .equal: { $0.isEqual(to: $1) }
        case .notEqual: { !$0.isEqual(to: $1) }
        case .less: { $0.isBefore($1) }
        case .atMost: { $0.isBefore($1) || $0.isEqualAndThere(to: $1) }
        case .greater: { $1.isBefore($0) }
        case .atLeast: { $1.isBefore($0) || $0.isEqualAndThere(to: $1) }
        }
    }
}
