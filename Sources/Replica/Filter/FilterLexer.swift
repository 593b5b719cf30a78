/// Takes a filter's text apart. It works on Unicode scalars, so that no combining mark can swallow a sign; errors count characters, as
/// people do.
struct FilterLexer {
    private let scalars: [Unicode.Scalar]
    private var next = 0
    /// How many characters stand before `counted`, so that counting costs each of them once.
    private var characters = 0
    private var counted = 0

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// All signs, with the end as the last. O(length).
    static func tokens(_ text: String) throws(FilterError) -> [FilterToken] {
        var lexer = FilterLexer(text)
        var tokens: [FilterToken] = []
        repeat { tokens.append(try lexer.token()) } while tokens.last?.kind != .end
        return tokens
    }

    private var scalar: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

    private mutating func position(of index: Int) -> Int {
        var piece = String.UnicodeScalarView()
        piece.append(contentsOf: scalars[counted..<index])
        characters += String(piece).count
        counted = index
        return characters + 1
    }

    private mutating func error(_ kind: FilterError.Kind = .syntax, at index: Int, _ message: String, _ hint: String)
        -> FilterError
    {
        // A mistake within a text lies behind its beginning, which was counted already, or at it.
        FilterError(kind, at: position(of: max(index, counted)), message, hint: hint)
    }

    private mutating func token() throws(FilterError) -> FilterToken {
        while let scalar, scalar.properties.isWhitespace { next += 1 }
        let start = next
        guard let scalar else { return FilterToken(kind: .end, position: position(of: start)) }
        let at = position(of: start)
        let kind: FilterToken.Kind
        switch scalar {
        case "\"", "'": kind = .text(try text())
        case "0"..."9", "-": kind = .number(try number())
        case _ where Self.isNameStart(scalar): kind = .name(name())
        case _: kind = try sign()
        }
        return FilterToken(kind: kind, position: at)
    }

    // MARK: Signs

    private static let signs: [(String, FilterToken.Kind)] = [
        ("==", .compare(.equal)), ("!=", .compare(.notEqual)), ("<=", .compare(.atMost)), (">=", .compare(.atLeast)),
        ("&&", .and), ("||", .or), ("<", .compare(.less)), (">", .compare(.greater)), ("~", .contains), ("!", .not),
        ("(", .open), (")", .close), ("[", .openList), ("]", .closeList), (",", .comma), (".", .point),
    ]

    private static let nearlySigns = [
        "=": "==", "&": "&&", "|": "||", "≠": "!=", "≤": "<=", "≥": ">=", "“": "\"", "„": "\"",
    ]

    private mutating func sign() throws(FilterError) -> FilterToken.Kind {
        for (text, kind) in Self.signs where scalars[next...].starts(with: text.unicodeScalars) {
            let isMistaken = text == "<" && next + 1 < scalars.count && scalars[next + 1] == ">"
            if isMistaken { break }
            next += text.unicodeScalars.count
            return kind
        }
        let found = String(Character(scalars[next]))
        if found == "<" { throw error(at: next, "<> is no sign of a filter.", "Write != for what differs.") }
        if let meant = Self.nearlySigns[found] {
            throw error(at: next, "\(found) is no sign of a filter.", "Write \(meant).")
        }
        let isShown = scalars[next].properties.generalCategory != .control
        throw error(
            at: next, "A filter has no place for \(isShown ? found : "a control character").",
            "It is made of fields, texts in quotation marks, numbers and signs, as in: total > 100 && payment == \"open\"."
        )
    }

    // MARK: Words, texts, numbers

    private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        isNameStart(scalar) || scalar == "-" || ("0"..."9").contains(scalar)
            || scalar.properties.canonicalCombiningClass != .notReordered
    }

    private mutating func name() -> String {
        var name = String.UnicodeScalarView()
        while let scalar, Self.isNamePart(scalar) {
            name.append(scalar)
            next += 1
        }
        return String(name)
    }

    private mutating func number() throws(FilterError) -> FilterNumber {
        let start = next
        var text = ""
        while let scalar, text.isEmpty && scalar == "-" || ("0"..."9").contains(scalar) || scalar == "." {
            text.unicodeScalars.append(scalar)
            next += 1
        }
        if let number = FilterNumber(digits: text), scalar.map({ !Self.isNamePart($0) }) ?? true { return number }
        throw error(
            at: start, "This is no number.",
            "Write digits with a point before the decimals, as 1250.50, at most \(FilterNumber.integerDigits) and "
                + "\(FilterNumber.fractionDigits) after the point; put days and texts in quotation marks, as \"2026-11-22\"."
        )
    }

    private mutating func text() throws(FilterError) -> String {
        let (start, quote) = (next, scalars[next])
        next += 1
        var text = String.UnicodeScalarView()
        while let scalar {
            next += 1
            if scalar == quote { return String(text) }
            text.append(scalar == "\\" ? try escape() : scalar)
        }
        throw error(at: start, "The text that begins here has no end.", "Close it with \(quote).")
    }

    /// What stands behind a backslash.
    private mutating func escape() throws(FilterError) -> Unicode.Scalar {
        let start = next - 1
        guard let scalar else { return "\\" }
        next += 1
        switch scalar {
        case "\"", "'", "\\": return scalar
        case "n": return "\n"
        case "t": return "\t"
        case "u":
            let digits = scalars[next...].dropFirst().prefix(8).prefix { $0 != "}" }
            let isWhole =
                self.scalar == "{" && next + 1 + digits.count < scalars.count && scalars[next + 1 + digits.count] == "}"
            var hexadecimal = String.UnicodeScalarView()
            hexadecimal.append(contentsOf: digits)
            if isWhole, let value = UInt32(String(hexadecimal), radix: 16), let named = Unicode.Scalar(value) {
                next += digits.count + 2
                return named
            }
        default: break
        }
        throw error(
            at: start, "After a backslash stands \", ', \\, n, t or u{…}.", "Write a backslash itself as two: \\\\.")
    }
}
