/// The bounds of a file of comma separated values. A row beyond them is bad; a file with too many rows is refused.
public struct CSVLimits: Hashable, Sendable {
    /// Bytes of one cell. Higher: longer notes; lower: less memory for hostile files.
    public var maximumCellBytes: Int
    /// Bytes of one row.
    public var maximumRowBytes: Int
    /// Cells of one row.
    public var maximumCells: Int
    /// Rows that one import takes. Higher: larger files at once; lower: less memory for their keys.
    public var maximumRows: Int

    /// The usual bounds where none is given.
    public init(
        maximumCellBytes: Int = 64 * 1024, maximumRowBytes: Int = 1024 * 1024, maximumCells: Int = 256,
        maximumRows: Int = 1_000_000
    ) {
        self.maximumCellBytes = maximumCellBytes
        self.maximumRowBytes = maximumRowBytes
        self.maximumCells = maximumCells
        self.maximumRows = maximumRows
    }
}
