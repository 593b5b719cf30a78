extension StorageFile {
    /// Hands every document, of one space or of one collection in it if given, to `each`, one at a time.
    ///
    /// In no particular order without a space, by key with one. `each` must not call this storage.
    /// - Returns: the keys of damaged documents, which were left out: make them again from the log.
    package func documents(
        space: [UInt8]? = nil, collection: [UInt8]? = nil, _ each: (StoredDocument) -> Void
    ) throws(StorageError) -> [DocumentKey] {
        precondition(space != nil || collection == nil, "a collection is read within a space")
        let query: SQLiteStatement
        if let space {
            guard let spaceID = try identifier(of: space) else { return [] }
            if let collection {
                guard let collectionID = try identifier(of: collection) else { return [] }
                query = try statement(.documentsInCollection).bind(spaceID).bind(collectionID)
            } else {
                query = try statement(.documentsInSpace).bind(spaceID)
            }
        } else {
            query = try statement(.documents)
        }
        defer { query.reset() }
        return try exclusively { () throws(StorageError) in
            var damaged: [DocumentKey] = []
            while try step(query) {
                let (document, isIntact) = try readDocument(query)
                if isIntact { each(document) } else { damaged.append(document.key) }
            }
            return damaged
        }
    }

    /// A document's state; nil if there is none.
    ///
    /// - Throws: `.damagedRow`: make it again from the log.
    package func document(_ key: DocumentKey) throws(StorageError) -> [UInt8]? {
        guard let space = try identifier(of: key.space), let collection = try identifier(of: key.collection)
        else { return nil }
        let query = try statement(.documentState).bind(space).bind(collection).bind(key.id)
        defer { query.reset() }
        guard try step(query), !query.isNull(4) else { return nil }
        let (document, isIntact) = try readDocument(query)
        guard isIntact else { throw .damagedRow(table: "document") }
        return document.state
    }

    private func readDocument(_ query: SQLiteStatement) throws(StorageError) -> (StoredDocument, isIntact: Bool) {
        let space = query.integer(0)
        let collection = query.integer(1)
        let key = DocumentKey(space: try name(space), collection: try name(collection), id: query.bytes(2))
        let document = StoredDocument(key: key, state: query.bytes(4))
        return (document, query.integer(3) == StorageRow.document(space, collection, key.id, document.state))
    }
}
