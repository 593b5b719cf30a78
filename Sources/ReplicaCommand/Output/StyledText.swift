/// One line of text for a terminal, safe whatever the names in it are.
///
/// Every span passes ``TerminalText/escaped(_:)`` when it is made, so that no caller can forget it; control sequences come only from
/// ``rendered(withColors:)``. Write it as a literal: `"\(name) is \("low", .warning)"`.
package struct StyledText: Sendable, Equatable {
    /// Text of one style.
    struct Span: Sendable, Equatable {
        let text: String
        let style: TextStyle

        init(_ text: String, _ style: TextStyle) {
            self.text = TerminalText.escaped(text)
            self.style = style
        }

        /// A part of a span, which has been escaped already.
        init(escaped text: String, _ style: TextStyle) {
            self.text = text
            self.style = style
        }
    }

    private(set) var spans: [Span]

    /// A text of one style.
    package init(_ text: String, _ style: TextStyle = .plain) { spans = text.isEmpty ? [] : [Span(text, style)] }

    init(spans: [Span]) { self.spans = spans }

    /// How many columns it takes.
    package var displayWidth: Int { spans.reduce(0) { $0 + $1.text.displayWidth } }

    /// The text alone.
    package var plainText: String { spans.map(\.text).joined() }

    /// The bytes for a terminal or a file.
    package func rendered(withColors: Bool) -> String {
        spans.map { span in
            guard withColors, let parameter = span.style.parameter else { return span.text }
            return "\u{1B}[\(parameter)m\(span.text)\u{1B}[0m"
        }.joined()
    }

    /// The text cut to `width` columns, an ellipsis taking the last of them where something is missing.
    package func truncated(to width: Int) -> StyledText {
        guard displayWidth > width else { return self }
        guard width > 0 else { return StyledText("") }
        var room = width - 1
        var kept: [Span] = []
        for span in spans {
            let fitting = span.text.prefix(columns: room)
            kept.append(Span(escaped: String(fitting), span.style))
            room -= String(fitting).displayWidth
            if fitting.endIndex < span.text.endIndex { break }
        }
        return StyledText(spans: kept + [Span(escaped: "…", .plain)])
    }

    /// The text with spaces up to `width` columns.
    package func padded(to width: Int, _ alignment: TextTable.Alignment) -> StyledText {
        let missing = width - displayWidth
        guard missing > 0 else { return self }
        let space = Span(escaped: String(repeating: " ", count: missing), .plain)
        return StyledText(spans: alignment == .leading ? spans + [space] : [space] + spans)
    }

    /// The two texts, one after the other.
    package static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(spans: left.spans + right.spans)
    }
}

extension StyledText: ExpressibleByStringInterpolation {
    /// Collects the spans of a literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        var spans: [Span] = []

        /// Room for the pieces of a literal.
        package init(literalCapacity: Int, interpolationCount: Int) {
            spans.reserveCapacity(2 * interpolationCount + 1)
        }

        /// Text written in this program.
        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { spans.append(Span(literal, .plain)) }
        }

        /// Text from anywhere.
        package mutating func appendInterpolation(_ text: String, _ style: TextStyle = .plain) {
            spans.append(Span(text, style))
        }

        /// A number.
        package mutating func appendInterpolation(_ number: some BinaryInteger, _ style: TextStyle = .plain) {
            spans.append(Span(String(number), style))
        }

        /// Text that has its style.
        package mutating func appendInterpolation(_ text: StyledText) { spans += text.spans }
    }

    /// A text from a literal.
    package init(stringLiteral value: String) { self.init(value) }

    /// A text from a literal with values.
    package init(stringInterpolation: StringInterpolation) { spans = stringInterpolation.spans }
}
