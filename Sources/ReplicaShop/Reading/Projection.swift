// Lists of thousands of bills are asked for at every change, and a bill is read from several documents. So what was read
// is kept, and only what a commit touched is read again. A projection lives on the node's own thread: changes are announced
// there, and reads happen there, so what it gives is exactly what the snapshot shows.

import Replica
import Synchronization

/// Records read from documents, kept in step with the feed.
final class Projection<Record: Sendable>: Sendable {
    private struct State {
        var isFilled = false
        var records: [DocumentReference: Record] = [:]
        var touched: Set<DocumentReference> = []
    }

    private let state = Mutex(State())
    private let collection: String
    private let parts: Set<String>
    private let make: @Sendable (Snapshot, DocumentView) -> Record?

    /// - Parameters:
    ///   - collection: whose documents have a record each.
    ///   - parts: collections whose documents belong to one of these, by their field `bill`.
    ///   - make: reads a record; nil if the document is not whole.
    init(
        _ collection: String, parts: Set<String> = [],
        _ make: @escaping @Sendable (Snapshot, DocumentView) -> Record?
    ) {
        self.collection = collection
        self.parts = parts
        self.make = make
    }

    /// Takes note of what a commit touched.
    func note(_ change: FeedTransaction) {
        state.withLock { state in
            guard state.isFilled else { return }
            for document in change.documents
            where document.reference.collection == collection || parts.contains(document.reference.collection) {
                state.touched.insert(document.reference)
            }
        }
    }

    /// All records, by document. The first call reads everything, a later one what was touched since.
    func records(_ snapshot: Snapshot) -> [DocumentReference: Record] {
        state.withLock { state in
            if state.isFilled {
                for reference in state.touched { renew(reference, in: snapshot, &state.records) }
            } else {
                for space in snapshot.spaces {
                    for document in snapshot.documents(collection, in: space) {
                        state.records[document.reference] = make(snapshot, document)
                    }
                }
                state.isFilled = true
            }
            state.touched = []
            return state.records
        }
    }

    private func renew(
        _ reference: DocumentReference, in snapshot: Snapshot, _ records: inout [DocumentReference: Record]
    ) {
        var owner = reference
        if reference.collection != collection {
            guard let bill = snapshot.document(reference)?["bill"]?.text else { return }
            owner = DocumentReference(reference.space, collection, bill)
        }
        records[owner] = snapshot.document(owner).flatMap { make(snapshot, $0) }
    }
}
