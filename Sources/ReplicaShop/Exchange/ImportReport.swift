/// What became of a file.
public struct ImportReport: Hashable, Sendable {
    /// What became of a row.
    public enum Outcome: Hashable, Sendable {
        /// A document was made; its id.
        case created(String)
        /// A document was changed.
        case updated(String)
        /// The row says nothing new.
        case unchanged(String)
        /// The key is known, and the row was passed over.
        case skipped(String)
        /// The row was not imported, and why.
        case failed(ImportProblem)

        /// The id of the document that the row is about; nil if it was not imported.
        var document: String? {
            switch self {
            case .created(let id), .updated(let id), .unchanged(let id), .skipped(let id): id
            case .failed: nil
            }
        }

        /// One word.
        public var word: String {
            switch self {
            case .created: "created"
            case .updated: "updated"
            case .unchanged: "unchanged"
            case .skipped: "skipped"
            case .failed: "failed"
            }
        }
    }

    /// A row of the file.
    public struct Row: Hashable, Sendable {
        /// Counted from 1, the header and blank rows included.
        public let row: Int
        /// The file's own key, where it could be read.
        public let key: String?
        /// What became of it.
        public let outcome: Outcome
    }

    /// By row.
    public internal(set) var rows: [Row] = []
    /// Columns of the file that the import does not know and passed over.
    public internal(set) var unknownColumns: [String] = []
    /// Whether nothing was written.
    public internal(set) var isDryRun = false

    /// How many documents came out so (`created`, `updated`, `unchanged`, `skipped`), however many rows each has; of `failed` how
    /// many rows.
    public func count(_ word: String) -> Int {
        let found = rows.filter { $0.outcome.word == word }
        let documents = found.compactMap(\.outcome.document)
        return documents.isEmpty ? found.count : Set(documents).count
    }

    /// The bad rows.
    public var problems: [ImportProblem] {
        rows.compactMap { if case .failed(let problem) = $0.outcome { problem } else { nil } }
    }
}
