public import ReplicaDocuments

extension Node {
    /// The documents of a collection that a filter admits, of one moment, ascending by space and id; without a space, those of all
    /// spaces of this node. O(documents of the collection).
    ///
    /// It throws ``FilterError`` if the schema has no such field in the collection.
    public func documents(
        _ collection: String, in space: Space? = nil, where filter: Filter
    ) async throws -> [DocumentView] {
        let admits = try await test(filter, on: collection)
        let all = try await read { snapshot in
            space.map { snapshot.documents(collection, in: $0) } ?? snapshot.documents(collection)
        }
        return all.filter(admits)
    }

    /// The documents of a collection that a filter admits: at once, and again after each change that concerns them; see
    /// ``DocumentUpdates``. Throws ``FilterError`` if the schema has no such field in the collection.
    public func observe(
        collection: String, in space: Space? = nil, where filter: Filter
    ) async throws -> DocumentUpdates<DocumentView> {
        observe(collection: collection, in: space, where: try await test(filter, on: collection))
    }

    /// The documents of a type that a filter admits: at once, and again after each change that concerns them. The filter sees the fields
    /// as they are stored, by the names of the type's coding keys. Throws ``FilterError`` if the schema has no such field.
    public func observe<D: Document>(
        _ type: D.Type, in space: Space? = nil, where filter: Filter
    ) async throws -> DocumentUpdates<D> {
        let admits = try await test(filter, on: D.collection)
        return DocumentUpdates(node: self, collection: D.collection, space: space) { () throws(ReplicaError) in
            let coding = try DocumentCoding(type)
            return { fields throws(ReplicaError) in
                admits(DocumentView(fields.reference, fields.document, in: fields)) ? try coding.decode(fields) : nil
            }
        }
    }

    /// The filter as a test for documents of a collection, by the fields that the shop's rules know now.
    private func test(_ filter: Filter, on collection: String) async throws -> @Sendable (DocumentView) -> Bool {
        let known = try await read { $0.fieldNames(of: collection) }
        return try filter.test(on: .documents(known: known))
    }
}

extension Snapshot {
    /// The names of a collection's fields by the shop's rules, ascending; nil if they know no such collection.
    package func fieldNames(of collection: String) -> [String]? {
        store.rules?.collections[collection]?.fields.keys.sorted()
    }
}
