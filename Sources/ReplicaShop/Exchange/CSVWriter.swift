/// Writes comma separated values that ``CSVReader`` and spreadsheets read.
public struct CSVWriter: Sendable {
    /// For whom the file is written.
    public enum Dialect: String, Hashable, Sendable, CaseIterable {
        /// RFC 4180: UTF-8, comma, decimal point. This is what an import reads.
        case plain
        /// For spreadsheets set to a comma as decimal sign: byte order mark, semicolon, decimal comma.
        case excel
    }

    private let dialect: Dialect

    /// A writer for those who read `dialect`.
    public init(dialect: Dialect = .plain) {
        self.dialect = dialect
    }

    /// What the file begins with.
    public var preamble: [UInt8] { dialect == .excel ? [0xEF, 0xBB, 0xBF] : [] }

    /// One row, with its line end (CRLF).
    public func row(_ cells: [CSVCell]) -> [UInt8] {
        // A row of one empty cell would be a blank row, which readers skip.
        let isLoneEmpty = cells.count == 1 && text(of: cells[0]).isEmpty
        let row = isLoneEmpty ? "\"\"" : cells.map(quoted).joined(separator: dialect == .excel ? ";" : ",")
        return Array((row + "\r\n").utf8)
    }

    private func text(of cell: CSVCell) -> String {
        switch cell {
        case .text(let text): FormulaGuard.guarded(text)
        case .number(let number):
            dialect == .excel ? String(number.map { $0 == "." ? "," : $0 }) : number
        case .empty: ""
        }
    }

    /// Text is quoted for either separator, since a spreadsheet may guess the other one; a number only where it must be.
    private func quoted(_ cell: CSVCell) -> String {
        let text = text(of: cell)
        let special: [UInt8] =
            if case .number = cell { [0x22, dialect == .excel ? 0x3B : 0x2C, 0x0A, 0x0D] } else {
                [0x22, 0x2C, 0x3B, 0x0A, 0x0D, 0x09]
            }
        let isBlankEdged = text.utf8.first == 0x20 || text.utf8.last == 0x20
        guard isBlankEdged || text.utf8.contains(where: special.contains) else { return text }
        return "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
}
