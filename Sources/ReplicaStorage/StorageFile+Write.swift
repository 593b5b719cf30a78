extension StorageFile {
    /// Carries out a batch inside the open transaction.
    func write(_ batch: StorageBatch) throws(SQLiteFailure) {
        for hash in batch.removedDeltas { try removeDelta(hash) }
        for delta in batch.deltas { try write(delta) }
        var identifiers: [DocumentKey: Int64] = [:]
        for document in batch.documents {
            let identifier = try write(document)
            if !batch.touches.isEmpty { identifiers[document.key] = identifier }
        }
        for key in batch.removedDocuments { try removeDocument(key) }
        for touch in batch.touches {
            let identifier: Int64
            if let known = identifiers[touch.document] {
                identifier = known
            } else {
                identifier = try documentIdentifier(touch.document)
                identifiers[touch.document] = identifier
            }
            try statements[StorageQuery.insertTouch.rawValue].bind(identifier).bind(touch.order).run()
        }
        for row in batch.feed {
            try statements[StorageQuery.insertFeed.rawValue]
                .bind(Int64(row.seq)).bind(row.row).bind(StorageRow.feed(row)).run()
        }
        if let through = batch.forgetFeedThrough {
            try statements[StorageQuery.forgetFeed.rawValue].bind(Int64(clamping: through)).run()
        }
        for operation in batch.operations {
            try statements[StorageQuery.insertOperation.rawValue]
                .bind(operation.id).bind(operation.result).bind(StorageRow.operation(operation)).run()
        }
        for record in batch.records { try write(record) }
    }

    /// Refuses what the tables cannot hold, before anything is written.
    func requireStorable(_ batch: StorageBatch) throws(StorageError) {
        for delta in batch.deltas {
            guard (16...32).contains(delta.hash.count) else {
                throw .invalid("a delta's hash of \(delta.hash.count) bytes")
            }
            guard (1...UInt64(Int64.max)).contains(delta.seq) else { throw .invalid("a delta's number \(delta.seq)") }
            guard delta.order > 0 else { throw .invalid("a delta's order \(delta.order)") }
            try requireLength(delta.body)
            try requireLength(delta.note)
            try requireLength(delta.space)
            try requireLength(delta.replica)
        }
        for hash in batch.removedDeltas where !(16...32).contains(hash.count) {
            throw .invalid("a delta's hash of \(hash.count) bytes")
        }
        for document in batch.documents {
            try requireLength(document.state)
            try requireLength(document.key)
        }
        for key in batch.removedDocuments { try requireLength(key) }
        for touch in batch.touches {
            guard touch.order > 0 else { throw .invalid("a delta's order \(touch.order)") }
            try requireLength(touch.document)
        }
        for row in batch.feed {
            guard (1...UInt64(Int64.max)).contains(row.seq) else { throw .invalid("a feed row's number \(row.seq)") }
            try requireLength(row.row)
        }
        for operation in batch.operations {
            try requireLength(operation.id)
            try requireLength(operation.result)
        }
        for record in batch.records {
            try requireLength(record.key)
            try requireLength(record.value ?? [])
        }
    }

    private func requireLength(_ key: DocumentKey) throws(StorageError) {
        try requireLength(key.space)
        try requireLength(key.collection)
        try requireLength(key.id)
    }

    private func requireLength(_ value: [UInt8]) throws(StorageError) {
        guard value.count > configuration.maximumValueBytes else { return }
        throw .invalid("a value of \(value.count) bytes, the limit is \(configuration.maximumValueBytes)")
    }

    private func write(_ delta: StoredDelta) throws(SQLiteFailure) {
        try removeDelta(delta.hash)
        let space = try intern(delta.space)
        let replica = try intern(delta.replica)
        let (head, tail) = StorageRow.split(delta.hash)
        try statements[StorageQuery.insertDelta.rawValue]
            .bind(delta.order).bind(head).bind(tail).bind(space).bind(replica).bind(Int64(delta.seq))
            .bind(Int64(delta.verdict)).bind(delta.receivedMilliseconds).bind(delta.note)
            .bind(StorageRow.delta(delta, space: space, replica: replica)).bind(delta.body).run()
    }

    private func removeDelta(_ hash: [UInt8]) throws(SQLiteFailure) {
        guard let place = try place(ofDelta: hash) else { return }
        try statements[StorageQuery.deleteDelta.rawValue].bind(place).run()
    }

    /// The place of a delta in the order, without reading its body.
    func place(ofDelta hash: [UInt8]) throws(SQLiteFailure) -> Int64? {
        let (head, tail) = StorageRow.split(hash)
        let query = statements[StorageQuery.deltaPlaces.rawValue]
        defer { query.reset() }
        query.bind(head)
        while try query.step() {
            if query.bytes(1) == tail { return query.integer(0) }
        }
        return nil
    }

    private func write(_ document: StoredDocument) throws(SQLiteFailure) -> Int64 {
        let space = try intern(document.key.space)
        let collection = try intern(document.key.collection)
        let sum = StorageRow.document(space, collection, document.key.id, document.state)
        if let known = try find(space, collection, document.key.id) {
            try statements[StorageQuery.updateDocument.rawValue].bind(sum).bind(document.state).bind(known).run()
            return known
        }
        try statements[StorageQuery.insertDocument.rawValue]
            .bind(space).bind(collection).bind(document.key.id).bind(sum).bind(document.state).run()
        return connection?.lastIdentifier ?? 0
    }

    private func removeDocument(_ key: DocumentKey) throws(SQLiteFailure) {
        let space = try intern(key.space)
        let collection = try intern(key.collection)
        guard let known = try find(space, collection, key.id) else { return }
        try statements[StorageQuery.removeDocument.rawValue]
            .bind(StorageRow.document(space, collection, key.id, nil)).bind(known).run()
    }

    /// A document's integer, given to it now, without a state, if it has none.
    private func documentIdentifier(_ key: DocumentKey) throws(SQLiteFailure) -> Int64 {
        let space = try intern(key.space)
        let collection = try intern(key.collection)
        if let known = try find(space, collection, key.id) { return known }
        try statements[StorageQuery.insertDocument.rawValue]
            .bind(space).bind(collection).bind(key.id).bind(StorageRow.document(space, collection, key.id, nil))
            .bindNull().run()
        return connection?.lastIdentifier ?? 0
    }

    /// The integer of a document that has one.
    func find(_ space: Int64, _ collection: Int64, _ id: [UInt8]) throws(SQLiteFailure) -> Int64? {
        let query = statements[StorageQuery.documentByKey.rawValue]
        defer { query.reset() }
        return try query.bind(space).bind(collection).bind(id).step() ? query.integer(0) : nil
    }

    private func write(_ record: StoredRecord) throws(SQLiteFailure) {
        guard let value = record.value else {
            return try statements[StorageQuery.deleteRecord.rawValue].bind(Int64(record.table)).bind(record.key).run()
        }
        try statements[StorageQuery.insertRecord.rawValue]
            .bind(Int64(record.table)).bind(record.key).bind(value)
            .bind(StorageRow.record(table: record.table, key: record.key, value: value)).run()
    }
}
