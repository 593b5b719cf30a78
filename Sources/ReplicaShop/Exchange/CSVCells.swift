/// The cells of one row by the names of their columns.
///
/// Blanks around a number, an amount or a date are ignored. An error names row, column and key.
public struct CSVCells: Sendable {
    let row: Int
    let currency: Currency
    /// The position of each known column in the row.
    let positions: [String: Int]
    let cells: [String]
    /// Whether a comma in a number is its decimal sign.
    let hasDecimalComma: Bool
    var key: String?

    /// The text of a column, clean; nil if the column is missing or the cell blank.
    func text(_ kind: TextKind, _ column: String) throws(ImportProblem) -> String? {
        let raw = FormulaGuard.unguarded(raw(column))
        return try located(column) { () throws(ShopError) in try kind.cleanOptional(raw) }
    }

    /// The same, where the cell must not be empty.
    func requiredText(_ kind: TextKind, _ column: String) throws(ImportProblem) -> String {
        guard let text = try text(kind, column) else { throw problem(column, .csv(.emptyCell)) }
        return text
    }

    /// The value in a column that is not free text; nil if the column is missing or the cell blank.
    func value<Value>(
        _ column: String, _ parse: (String) throws(ShopError) -> Value
    ) throws(ImportProblem) -> Value? {
        let trimmed = trimmed(column)
        guard !trimmed.isEmpty else { return nil }
        let text = hasDecimalComma ? Self.withPoint(trimmed) : trimmed
        return try located(column) { () throws(ShopError) in try parse(text) }
    }

    /// The same, where the cell must not be empty.
    func requiredValue<Value>(
        _ column: String, _ parse: (String) throws(ShopError) -> Value
    ) throws(ImportProblem) -> Value {
        guard let value = try value(column, parse) else { throw problem(column, .csv(.emptyCell)) }
        return value
    }

    /// An amount in the currency of the shop, zero or more.
    func amount(_ text: String) throws(ShopError) -> Money { try Money(parsing: text, in: currency) }

    func problem(_ column: String?, _ error: ShopError) -> ImportProblem {
        ImportProblem(row: row, column: column, key: key, error: error)
    }

    private func located<Value>(
        _ column: String, _ body: () throws(ShopError) -> Value
    ) throws(ImportProblem) -> Value {
        do {
            return try body()
        } catch {
            throw problem(column, error)
        }
    }

    /// The text with a point for its only comma; a text with points as well may group digits, and stays as it is.
    private static func withPoint(_ text: String) -> String {
        let commas = text.utf8.count { $0 == CSVSeparator.comma }
        guard commas == 1, !text.utf8.contains(UInt8(ascii: ".")) else { return text }
        return text.replacing(",", with: ".")
    }

    private func raw(_ column: String) -> String {
        positions[column].map { cells[$0] } ?? ""
    }

    private func trimmed(_ column: String) -> String {
        let scalars = raw(column).unicodeScalars
        let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" || scalar == "\u{A0}" }
        let start = scalars.drop(while: isBlank)
        let count = start.reversed().drop(while: isBlank).count
        return String(start.prefix(count))
    }
}
