import ReplicaDocuments
import Synchronization

/// Which documents of a collection were written since a reader last looked. The node's thread notes; it costs it one step for
/// each changed document, and memory for each distinct one.
final class ChangeLog: Sendable {
    /// What to look at again.
    enum Extent: Sendable {
        /// All documents: at first, after a change of the rules, or of very many.
        case everything
        /// These.
        case documents(Set<DocumentAddress>)
    }

    /// How many names are kept; beyond it everything is looked at again.
    private static let limit = 16_384

    private let collection: String
    private let space: Space?
    private let extent = Mutex(Extent.everything)

    init(collection: String, space: Space?) {
        self.collection = collection
        self.space = space
    }

    /// Notes what commits changed; false if nothing of it concerns the collection.
    @Sendable func note(_ rows: [FeedRow]) -> Bool {
        extent.withLock { extent in
            var isConcerned = false
            for document in rows.lazy.flatMap(\.documents) {
                let address = document.address
                if address.key.collection == Collections.rules {
                    extent = .everything
                    isConcerned = true
                }
                guard address.key.collection == collection, space == nil || address.space == space else { continue }
                isConcerned = true
                guard case .documents(var changed) = extent else { continue }
                extent = .everything
                changed.insert(address)
                if changed.count <= Self.limit { extent = .documents(changed) }
            }
            return isConcerned
        }
    }

    /// What to look at, once.
    func take() -> Extent {
        extent.withLock { extent in
            defer { extent = .documents([]) }
            return extent
        }
    }
}
