/// One row of a file: its cells as text, or why it has none.
public struct CSVRow: Hashable, Sendable {
    /// Counted from 1, the header and blank rows included, as a spreadsheet numbers them.
    public let number: Int
    /// The cells, or what is wrong.
    public let content: Content

    /// What a row holds.
    public enum Content: Hashable, Sendable {
        case cells([String])
        /// The row cannot be read; `column` is the number of the cell, from 1.
        case bad(CSVFault, column: Int)
    }
}
