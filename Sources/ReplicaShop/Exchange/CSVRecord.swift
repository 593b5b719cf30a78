/// What one row of a file stands for. Reading what ``cells`` wrote gives the same value again.
public protocol CSVRecord: Hashable, Sendable {
    /// In the order in which they are written; read in any order.
    static var columns: [CSVColumn] { get }
    /// Whether a second row with the same ``key(of:)`` is bad; if not, rows with one key belong together.
    static var isKeyUnique: Bool { get }
    /// The file's own key for the row, or nil if that cell cannot be read.
    static func key(of cells: CSVCells) -> String?

    init(_ cells: CSVCells) throws(ImportProblem)

    /// One for each of ``columns``.
    var cells: [CSVCell] { get }
}

extension CSVWriter {
    /// The header row of a file of such records.
    public func header<Record: CSVRecord>(of record: Record.Type) -> [UInt8] {
        row(Record.columns.map { .text($0.name) })
    }
}
