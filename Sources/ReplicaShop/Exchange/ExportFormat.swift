/// How an export is written.
public enum ExportFormat: String, Hashable, Sendable, CaseIterable {
    /// Comma separated values that an import reads; not for ``ExportSubject/all``.
    case csv
    /// One document a line.
    case jsonl
    /// One array of documents.
    case json
}
