/// How a file is imported.
public struct ImportOptions: Hashable, Sendable {
    /// What happens to a row whose key is known already.
    public enum Duplicates: String, Hashable, Sendable, CaseIterable {
        /// It is passed over.
        case skip
        /// It is a bad row.
        case fail
        /// The product or customer gets the row's values (levels stay); a bill is never edited, so it is passed over.
        case update
    }

    /// What happens to a row whose key is known already.
    public var onDuplicate = Duplicates.skip
    /// Whether nothing is to be written: the report says what would be.
    public var isDryRun = false
    /// The file's names of columns that are called otherwise here, from the file's to ours.
    public var renamed: [String: String] = [:]
    /// Between the cells; nil: a comma or a semicolon, as the header has it. With semicolons a decimal comma is read.
    public var separator: UInt8?
    /// How many records one transaction takes. Higher: fewer fsyncs; lower: smaller deltas, and more often progress.
    public var recordsPerTransaction = 200

    /// The usual options.
    public init() {}
}
