// The feed tells what each row changed, field by field, with the value before. So a document as it was after an earlier row is the
// present one with the later rows undone, from the last back: no history has to be kept to ask what a document was like. Undone are
// what fields show, and whether the document is there; what else a document tells (when it changed, its conflicts) is the present.

import ReplicaDocuments

/// Documents as they were after a row of the feed.
package struct PastDocuments {
    /// The present.
    package let snapshot: Snapshot
    /// What the undone rows touched; without a document where there was none.
    private var undone: [DocumentReference: DocumentView?] = [:]

    /// The present: after the last row that the snapshot contains.
    package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// A document as it was then; nil if there was none.
    package func document(_ reference: DocumentReference) -> DocumentView? {
        if let past = undone[reference] { return past }
        return snapshot.document(reference)
    }

    /// Goes back before a row. Rows must be undone from the snapshot's last, one after the other, and none left out that touched a
    /// document that is asked for.
    package mutating func undo(_ row: FeedTransaction) {
        for change in row.documents {
            // Who deleted a document left its fields: they show themselves again once that is undone.
            guard let view = document(change.reference) ?? snapshot.deletedDocument(change.reference), !change.isNew
            else {
                undone[change.reference] = .some(nil)
                continue
            }
            let wasDeleted = change.fields.contains { $0.path == Collections.deleted && $0.before == .bool(true) }
            let isGone = !change.isDeletion && document(change.reference) == nil
            undone[change.reference] = wasDeleted || isGone ? .some(nil) : view.undoing(change.fields)
        }
    }
}

extension Snapshot {
    /// A document that was deleted.
    fileprivate func deletedDocument(_ reference: DocumentReference) -> DocumentView? {
        guard let document = store.document(reference.address), document.isDeleted else { return nil }
        return DocumentView(reference, document, in: store)
    }
}
