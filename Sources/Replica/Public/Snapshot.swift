public import ReplicaCRDT
public import ReplicaDocuments

/// Reads of one moment. Valid in the closure that it is given to.
public struct Snapshot {
    let store: DocumentStore

    /// A document; nil if nobody has written it, or it was deleted.
    public func document(_ reference: DocumentReference) -> DocumentView? {
        guard let document = store.document(reference.address), !document.isDeleted else { return nil }
        return DocumentView(reference, document, in: store)
    }

    /// The documents of a collection in a space, ascending by id, without the deleted ones.
    public func documents(_ collection: String, in space: Space) -> [DocumentView] {
        store.ids(collection, in: space).compactMap { document(DocumentReference(space, collection, $0)) }
    }

    /// The documents of a collection in all spaces of this node.
    public func documents(_ collection: String) -> [DocumentView] {
        store.spaces.keys.sorted().flatMap { documents(collection, in: $0) }
    }

    /// The documents whose indexed register shows a value, ascending, without the deleted ones. Traps if the schema does
    /// not index the field.
    public func lookup(_ collection: String, _ path: String, _ value: Value) -> [DocumentView] {
        guard let found = store.documents(FieldIndexes.Name(collection, path), value) else {
            preconditionFailure("the schema does not index \(collection).\(path)")
        }
        return found.compactMap { document(DocumentReference($0)) }
    }

    /// The ids of a collection's documents in a space, ascending, deleted ones included: cheaper than the documents.
    public func ids(_ collection: String, in space: Space) -> [String] { store.ids(collection, in: space) }

    /// How many documents of a collection a space has, deleted ones included.
    public func count(_ collection: String, in space: Space) -> Int { store.count(collection, in: space) }

    /// The number of the last row of the feed that the snapshot contains: the feed after it tells of everything else.
    public var feedSeq: UInt64 { store.feedSeq }

    /// The spaces that have anything in them here, ascending.
    public var spaces: [Space] { store.spaces.keys.sorted() }

    /// The members known to have a document's latest change on disk, and those entitled to it, this node aside.
    public func reach(_ reference: DocumentReference) -> Reach {
        Reach(
            reached: store.reached(reference.address).count,
            members: store.members(entitledTo: reference.space).count)
    }

    /// The ids of the entitled members, this node aside, that are not known to have a document's latest change on disk, ascending.
    public func lacking(_ reference: DocumentReference) -> [String] {
        let reached = Set(store.reached(reference.address))
        return store.members(entitledTo: reference.space).filter { !reached.contains($0) }.map(\.description)
    }
}
