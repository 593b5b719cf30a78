public import ReplicaDocuments

extension Snapshot {
    /// A document; nil if nobody has written it, or it was deleted. Throws ``ReplicaError/invalid(_:)`` if it can't be read as
    /// the type.
    public func get<D: Document>(
        _ type: D.Type, _ id: DocumentID, in space: Space = .shop
    ) throws(ReplicaError) -> D? {
        let reference = DocumentReference(space, D.collection, id.text)
        guard let fields = stored(reference) else { return nil }
        return try DocumentCoding(type).decode(fields)
    }

    /// All documents of a type in a space, or in all spaces of this node, ascending by space and id. Throws
    /// ``ReplicaError/invalid(_:)`` at the first that can't be read as the type: see `readable`.
    public func all<D: Document>(_ type: D.Type, in space: Space? = nil) throws(ReplicaError) -> [D] {
        let coding = try DocumentCoding(type)
        var documents: [D] = []
        for fields in stored(D.collection, in: space) { documents.append(try coding.decode(fields)) }
        return documents
    }

    /// All documents of a type that can be read as the type, and those that can't, with the reason: one that a program of another
    /// version wrote does not hide the others.
    public func readable<D: Document>(
        _ type: D.Type, in space: Space? = nil
    ) throws(ReplicaError) -> (documents: [D], unreadable: [UnreadableDocument]) {
        let coding = try DocumentCoding(type)
        var documents: [D] = []
        var unreadable: [UnreadableDocument] = []
        for fields in stored(D.collection, in: space) {
            do throws(ReplicaError) { documents.append(try coding.decode(fields)) } catch {
                unreadable.append(UnreadableDocument(reference: fields.reference, error: error))
            }
        }
        return (documents, unreadable)
    }

    /// The entries of a collection's documents in a space, or in all.
    func stored(_ collection: String, in space: Space?) -> [StoredFields] {
        let rules = store.rules
        let spaces = space.map { [$0] } ?? store.spaces.keys.sorted()
        return spaces.flatMap { space in
            store.ids(collection, in: space).compactMap { stored(DocumentReference(space, collection, $0), rules) }
        }
    }

    /// A document's entries; nil if nobody has written it, or it was deleted.
    func stored(_ reference: DocumentReference) -> StoredFields? { stored(reference, store.rules) }

    private func stored(_ reference: DocumentReference, _ rules: Rules?) -> StoredFields? {
        guard let document = store.document(reference.address), !document.isDeleted else { return nil }
        return StoredFields(reference: reference, document: document, rules: rules)
    }
}
