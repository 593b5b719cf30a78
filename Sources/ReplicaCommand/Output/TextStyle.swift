/// What a piece of text means, from which its look on a terminal follows. Colour never says anything that the words do not.
package enum TextStyle: Sendable, Equatable {
    /// Nothing special.
    case plain
    /// What the eye should find first.
    case strong
    /// What may be skipped: units, headings.
    case faint
    /// As it should be.
    case good
    /// Wants attention.
    case warning
    /// Wrong.
    case bad
    /// Black on white whatever the colours of the terminal, as a camera must see it.
    case paper

    /// The parameter of "select graphic rendition", ECMA-48 section 8.3.117.
    var parameter: String? {
        switch self {
        case .plain: nil
        case .strong: "1"
        case .faint: "2"
        case .good: "32"
        case .warning: "33"
        case .bad: "31"
        // Entries of the palette of 256: other black and white follow the theme, and bold ones may differ.
        case .paper: "38;5;16;48;5;231"
        }
    }
}
