/// Keeps a spreadsheet from running a customer's name.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it, and so does one that begins with
/// apostrophes before such a text; reading takes exactly one away. So every text survives a round trip.
enum FormulaGuard {
    private static let apostrophe: Unicode.Scalar = "'"
    /// The signs by which spreadsheets know a formula, also in full width, and the blanks that they skip before them.
    private static let triggers: [Unicode.Scalar] = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

    static func guarded(_ text: String) -> String {
        needsGuard(text) ? "'" + text : text
    }

    static func unguarded(_ text: String) -> String {
        guard text.unicodeScalars.first == apostrophe, needsGuard(text) else { return text }
        return String(text.unicodeScalars.dropFirst())
    }

    private static func needsGuard(_ text: String) -> Bool {
        let first = text.unicodeScalars.first { $0 != apostrophe }
        return first.map(triggers.contains) ?? false
    }
}
