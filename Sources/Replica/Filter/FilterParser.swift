/// Reads the signs of a filter into a tree, by recursive descent; what it calls is bounded by ``Filter/maximumDepth``.
struct FilterParser {
    private let tokens: [FilterToken]
    private var next = 0
    private var depth = 0
    private var terms = 0

    init(_ tokens: [FilterToken]) { self.tokens = tokens }

    /// The whole.
    mutating func filter() throws(FilterError) -> FilterExpression {
        guard token.kind != .end else {
            throw FilterError(
                .syntax, at: 1, "The filter is empty.", hint: "Begin with a field, as in: total > 100.")
        }
        let expression = try alternatives()
        guard token.kind == .end else { throw unexpected("&&, || or the end") }
        return expression
    }

    private var token: FilterToken { tokens[next] }

    private mutating func take(_ kind: FilterToken.Kind) -> Bool {
        guard token.kind == kind else { return false }
        next += 1
        return true
    }

    private func unexpected(_ expected: String) -> FilterError {
        var hint = "Write \(expected) here, or change what stands before."
        if case .name(let name) = token.kind {
            switch name.lowercased() {
            case "and": hint = "Write && for “and”."
            case "or": hint = "Write || for “or”."
            case "not": hint = "Write ! for “not”."
            case "like", "contains", "is": hint = "Write ~ to look for words, == to compare."
            default: break
            }
        }
        return FilterError(
            .syntax, at: token.position, "Here stands \(token.words), and \(expected) was expected.", hint: hint)
    }

    // MARK: Connections

    private mutating func alternatives() throws(FilterError) -> FilterExpression {
        var parts = [try conjunction()]
        while take(.or) { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(FilterError) -> FilterExpression {
        var parts = [try unary()]
        while take(.and) { parts.append(try unary()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func unary() throws(FilterError) -> FilterExpression {
        let start = token.position
        depth += 1
        defer { depth -= 1 }
        guard depth <= Filter.maximumDepth else {
            throw FilterError(
                .limit, at: start, "Parentheses and negations lie in each other at most \(Filter.maximumDepth) deep.",
                hint: "Leave out those that change nothing.")
        }
        if take(.not) {
            // As deep as it is with the parentheses that the description puts there.
            let extra = token.kind == .not || token.kind == .open ? 0 : 1
            depth += extra
            defer { depth -= extra }
            return .not(try unary())
        }
        guard take(.open) else { return try test() }
        let expression = try alternatives()
        guard take(.close) else { throw unexpected("&&, || or )") }
        return expression
    }

    // MARK: Tests

    private mutating func test() throws(FilterError) -> FilterExpression {
        terms += 1
        guard terms <= Filter.maximumTerms else {
            throw FilterError(
                .limit, at: token.position, "A filter has at most \(Filter.maximumTerms) comparisons.",
                hint: "Several values of one field fit into one: payment in [\"open\", \"reported\"].")
        }
        let path = try field()
        switch token.kind {
        case .compare(let comparison):
            next += 1
            return .compare(path, comparison, try operand(comparison))
        case .contains:
            next += 1
            guard case .text(let words) = token.kind else { throw unexpected("a text in quotation marks") }
            let literal = FilterLiteral(value: .text(words), position: token.position)
            next += 1
            return .contains(path, literal)
        case .name("in"):
            next += 1
            return .isAmong(path, try list())
        case .and, .or, .close, .end: return .field(path)
        case .name, .text, .number, .not, .open, .openList, .closeList, .comma, .point:
            throw unexpected("a comparison (==, !=, <, <=, >, >=, ~, in)")
        }
    }

    private static let words: Set<String> = ["true", "false", "null", "in"]

    private mutating func field() throws(FilterError) -> FilterPath {
        let start = token.position
        guard case .name(let first) = token.kind, !Self.words.contains(first) else {
            throw unexpected("a field")
        }
        next += 1
        var names = [first]
        while take(.point) {
            guard case .name(let name) = token.kind else { throw unexpected("the name of a part of \(first)") }
            names.append(name)
            next += 1
        }
        return FilterPath(names: names, position: start)
    }

    private mutating func operand(_ comparison: FilterExpression.Comparison) throws(FilterError)
        -> FilterExpression.Operand
    {
        if case .name(let name) = token.kind, !Self.words.contains(name) { return .field(try field()) }
        let literal = try literal("a text in quotation marks, a number, true, false, null or a field")
        if literal.value == .null, comparison != .equal, comparison != .notEqual {
            throw FilterError(
                .kind, at: literal.position, "Nothing stands before or after null.",
                hint: "Compare with null by == or !=.")
        }
        return .value(literal)
    }

    private mutating func list() throws(FilterError) -> [FilterLiteral] {
        guard take(.openList) else { throw unexpected("[") }
        var literals: [FilterLiteral] = []
        if take(.closeList) { return literals }
        repeat {
            guard literals.count < Filter.maximumTerms else {
                throw FilterError(
                    .limit, at: token.position, "A list has at most \(Filter.maximumTerms) values.",
                    hint: "Make it shorter.")
            }
            literals.append(try literal("a text in quotation marks, a number, true, false or null"))
        } while take(.comma)
        guard take(.closeList) else { throw unexpected("a comma or ]") }
        return literals
    }

    private mutating func literal(_ expected: String) throws(FilterError) -> FilterLiteral {
        let value: FilterValue
        switch token.kind {
        case .text(let text): value = .text(text)
        case .number(let number): value = .number(number)
        case .name("true"): value = .truth(true)
        case .name("false"): value = .truth(false)
        case .name("null"): value = .null
        case .name, .compare, .contains, .and, .or, .not, .open, .close, .openList, .closeList, .comma, .point, .end:
            throw unexpected(expected)
        }
        defer { next += 1 }
        return FilterLiteral(value: value, position: token.position)
    }
}
