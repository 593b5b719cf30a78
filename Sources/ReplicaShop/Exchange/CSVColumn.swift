/// A column that an import reads and an export writes.
public struct CSVColumn: Hashable, Sendable {
    /// The name in the header, in small letters.
    public let name: String
    /// Whether a file without it is refused. The cells of other columns may also be empty.
    public let isRequired: Bool

    static func required(_ name: String) -> CSVColumn { CSVColumn(name: name, isRequired: true) }
    static func optional(_ name: String) -> CSVColumn { CSVColumn(name: name, isRequired: false) }
}
