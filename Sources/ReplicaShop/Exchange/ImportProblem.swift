/// A row that was not imported, and why. The good rows of the file are kept.
public struct ImportProblem: Error, Hashable, Sendable {
    /// Counted from 1, the header and blank rows included, as a spreadsheet numbers them.
    public let row: Int
    /// The column's name, or its number where it has none; nil if the whole row is meant.
    public let column: String?
    /// The file's own key for the row, where it could be read.
    public let key: String?
    /// What is wrong.
    public let error: ShopError

    init(row: Int, column: String? = nil, key: String? = nil, error: ShopError) {
        self.row = row
        self.column = column
        self.key = key
        self.error = error
    }

    /// For people: where, what, why, what to do.
    public var description: String {
        let place = column.map { "row \(row), column \($0)" } ?? "row \(row)"
        return "\(place): \(error.message). To mend it, \(error.hint)."
    }
}
