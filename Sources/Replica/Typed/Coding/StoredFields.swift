import ReplicaCRDT
import ReplicaDocuments

/// A document's entries and the rules of one moment: all that reading it takes, so that it need not happen on the node's thread.
struct StoredFields: FieldReader, Sendable {
    let reference: DocumentReference
    let document: ReplicaDocuments.Document
    let rules: Rules?

    /// What a field shows; nil if nobody has written it.
    func shown(_ path: String) -> Shown? { shown(document, reference.collection, path) }

    /// How the schema says that a field merges; nil for one that it doesn't know.
    func kind(_ path: String) -> FieldRule.Kind? { rules?.rule(reference.collection, path)?.kind }

    /// Whether everything shows the same as in another reading of the same document.
    func isSame(as other: StoredFields) -> Bool {
        guard document == other.document else { return false }
        return rules == other.rules || paths(document).allSatisfy { shown($0) == other.shown($0) }
    }
}
