extension Filter: CustomStringConvertible {
    /// The filter as text; read again, it is the same filter.
    public var description: String { expression.text }
}

extension FilterExpression {
    fileprivate var text: String {
        switch self {
        case .field(let path): path.text
        case .compare(let path, let comparison, let operand): "\(path.text) \(comparison.rawValue) \(operand.text)"
        case .contains(let path, let literal): "\(path.text) ~ \(literal.text)"
        case .isAmong(let path, let literals):
            "\(path.text) in [\(literals.map(\.text).joined(separator: ", "))]"
        case .not(let expression): "!" + (expression.isOneWord ? expression.text : "(\(expression.text))")
        case .all(let parts): parts.map { $0.isLooser ? "(\($0.text))" : $0.text }.joined(separator: " && ")
        case .any(let parts):
            parts.map { if case .any = $0 { "(\($0.text))" } else { $0.text } }.joined(separator: " || ")
        }
    }

    /// Whether a negation of it needs no parentheses.
    private var isOneWord: Bool {
        switch self {
        case .field, .not: true
        case .compare, .contains, .isAmong, .all, .any: false
        }
    }

    /// Whether it falls apart between `&&`, or would become part of the whole.
    private var isLooser: Bool {
        switch self {
        case .all, .any: true
        case .field, .compare, .contains, .isAmong, .not: false
        }
    }
}

extension FilterExpression.Operand {
    fileprivate var text: String {
        switch self {
        case .value(let literal): literal.text
        case .field(let path): path.text
        }
    }
}

extension FilterLiteral {
    fileprivate var text: String {
        switch value {
        case .null: "null"
        case .truth(let truth): truth ? "true" : "false"
        case .number(let number): number.description
        case .text(let text): Self.quoted(text)
        case .real, .list: preconditionFailure("a filter holds no real and no list, but \(value)")
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                quoted += "\\u{\(String(scalar.value, radix: 16))}"
            case _: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
