import Replica

/// What the lists of conflicts need to know of a draft.
struct DraftRecord: Sendable {
    /// A bill that it was issued as.
    struct Issue: Hashable, Sendable {
        let bill: String
        let customer: String
        let number: String
        let isShown: Bool
    }

    let id: String
    let issues: [Issue]
    /// Paths that show other entries than those that the shown bill was made from.
    let changed: [String]

    init(_ document: DocumentView) {
        id = document.id
        let marks = document.values(DraftPath.issued).filter { $0 != .null }
        issues = marks.enumerated().map { index, mark in
            Issue(
                bill: mark["bill"]?.text ?? "", customer: mark["customer"]?.text ?? "",
                number: mark["number"]?.text ?? "", isShown: index == 0)
        }
        guard let sources = marks.first?["from"] else {
            changed = []
            return
        }
        changed = document.paths.filter { path in
            path != DraftPath.issued && sources[path]?.text != document.seen(path).token
        }
    }
}
