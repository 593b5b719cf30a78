extension StorageFile {
    /// The delta of that hash; nil if it is not stored. Costs two look-ups and one digest.
    ///
    /// - Throws: `.damagedDelta` if it is not what was stored.
    package func delta(hash: [UInt8]) throws(StorageError) -> StoredDelta? {
        let (head, tail) = StorageRow.split(hash)
        let query = try statement(.deltasByHead)
        defer { query.reset() }
        query.bind(head)
        while try step(query) {
            if query.bytes(2) == tail { return try readDelta(query) }
        }
        return nil
    }

    /// The place in the order of the delta of that hash; nil if it is not stored. The body is not read.
    package func order(ofDelta hash: [UInt8]) throws(StorageError) -> Int64? {
        _ = try statement(.deltaPlaces)
        return try SQLiteFailure.mapped { () throws(SQLiteFailure) in try place(ofDelta: hash) }
    }

    /// A page of a replica's chain in a space, ascending by number and, within a fork, by order.
    ///
    /// Goes on after number `seq`, or inside a fork after (`seq`, `order`): pass the last delta's of the page before.
    /// An empty page is the end. A page ends before a damaged delta; one that would begin with it throws.
    ///
    /// - Throws: `.damagedDelta`, whose `seq` and `order` lead on behind it.
    package func deltas(
        space: [UInt8], replica: [UInt8], after seq: UInt64, order: Int64 = .max, limit: PageLimit
    ) throws(StorageError) -> [StoredDelta] {
        guard let space = try identifier(of: space), let replica = try identifier(of: replica) else { return [] }
        return try deltaPage(.chain, limit) { query in
            query.bind(space).bind(replica).bind(Int64(clamping: seq)).bind(order)
        }
    }

    /// A page of all deltas in the take-in order, those after `order`. An empty page is the end; damage as in a chain.
    package func deltasInOrder(after order: Int64, limit: PageLimit) throws(StorageError) -> [StoredDelta] {
        try deltaPage(.inOrder, limit) { $0.bind(order) }
    }

    /// A page of the deltas with a verdict other than 0, in the take-in order, those after `order`; costs what it returns,
    /// however long the log is. Damage as in a chain.
    package func deltas(verdict: UInt8, after order: Int64, limit: PageLimit) throws(StorageError) -> [StoredDelta] {
        precondition(verdict != 0, "verdict 0 is not indexed; read all in order")
        return try deltaPage(.byVerdict, limit) { $0.bind(Int64(verdict)).bind(order) }
    }

    /// A page of a document's history, the latest delta first, those before `order`. Damage as in a chain.
    package func deltas(
        touching document: DocumentKey, before order: Int64 = .max, limit: PageLimit
    ) throws(StorageError) -> [StoredDelta] {
        guard let space = try identifier(of: document.space), let collection = try identifier(of: document.collection)
        else { return [] }
        let found = try SQLiteFailure.mapped { () throws(SQLiteFailure) in try find(space, collection, document.id) }
        guard let found else { return [] }
        return try deltaPage(.history, limit) { $0.bind(found).bind(order) }
    }

    /// The greatest place in the take-in order, 0 if there is none.
    package func lastOrder() throws(StorageError) -> Int64 {
        let query = try statement(.lastOrder)
        defer { query.reset() }
        return try step(query) ? query.integer(0) : 0
    }

    private func deltaPage(
        _ name: StorageQuery, _ limit: PageLimit, bind: (SQLiteStatement) -> SQLiteStatement
    ) throws(StorageError) -> [StoredDelta] {
        let query = try statement(name)
        defer { query.reset() }
        _ = bind(query)
        var page: [StoredDelta] = []
        var bytes = 0
        while page.count < limit.rows {
            guard try step(query) else { break }
            bytes += query.byteCount(10)
            if bytes > limit.bytes && !page.isEmpty { break }
            do {
                page.append(try readDelta(query))
            } catch {
                guard page.isEmpty else { break }
                throw error
            }
        }
        return page
    }

    /// The delta of the current row, with its columns as every delta query names them, checked.
    private func readDelta(_ query: SQLiteStatement) throws(StorageError) -> StoredDelta {
        let space = query.integer(3)
        let replica = query.integer(4)
        let hash = StorageRow.join(head: query.integer(1), tail: query.bytes(2))
        let seq = UInt64(bitPattern: query.integer(5))
        let damage = StorageError.damagedDelta(DamagedDelta(hash: hash, order: query.integer(0), seq: seq))
        guard let verdict = UInt8(exactly: query.integer(6)) else { throw damage }
        var delta = StoredDelta(
            hash: hash, space: [], replica: [], seq: seq, order: query.integer(0), verdict: verdict,
            receivedMilliseconds: query.integer(7), note: query.bytes(8), body: query.bytes(10))
        guard query.integer(9) == StorageRow.delta(delta, space: space, replica: replica), digest(delta.body) == hash
        else { throw damage }
        delta.space = try name(space)
        delta.replica = try name(replica)
        return delta
    }
}
