extension StorageFile {
    /// A page of the feed, ascending, the rows after `seq`; an empty page is the end. A page ends before a damaged row.
    ///
    /// - Throws: `.damagedRow` if the page would begin with it: the feed is broken there; its readers start anew.
    package func feed(after seq: UInt64, limit: PageLimit) throws(StorageError) -> [StoredFeedRow] {
        let query = try statement(.feedAfter).bind(Int64(clamping: seq))
        defer { query.reset() }
        var page: [StoredFeedRow] = []
        var bytes = 0
        while page.count < limit.rows {
            guard try step(query) else { break }
            bytes += query.byteCount(1)
            if bytes > limit.bytes && !page.isEmpty { break }
            let row = StoredFeedRow(seq: UInt64(bitPattern: query.integer(0)), row: query.bytes(1))
            guard query.integer(2) == StorageRow.feed(row) else {
                guard page.isEmpty else { break }
                throw .damagedRow(table: "feed")
            }
            page.append(row)
        }
        return page
    }

    /// The first and the last number in the feed; nil if it is empty.
    package func feedRange() throws(StorageError) -> ClosedRange<UInt64>? {
        guard let first = try feedEnd(.feedFirst), let last = try feedEnd(.feedLast), first <= last else { return nil }
        return first...last
    }

    /// The remembered result of an operation; nil if it is unknown.
    ///
    /// - Throws: `.damagedRow`: it was carried out, but what came of it is not known.
    package func operation(_ id: [UInt8]) throws(StorageError) -> [UInt8]? {
        let query = try statement(.operation).bind(id)
        defer { query.reset() }
        guard try step(query) else { return nil }
        let operation = StoredOperation(id: id, result: query.bytes(0))
        guard query.integer(1) == StorageRow.operation(operation) else { throw .damagedRow(table: "operation") }
        return operation.result
    }

    /// A record's value; nil if there is none.
    ///
    /// - Throws: `.damagedRow`.
    package func record(table: UInt8, key: [UInt8]) throws(StorageError) -> [UInt8]? {
        let query = try statement(.record).bind(Int64(table)).bind(key)
        defer { query.reset() }
        guard try step(query) else { return nil }
        let value = query.bytes(0)
        guard query.integer(1) == StorageRow.record(table: table, key: key, value: value) else {
            throw .damagedRow(table: "record")
        }
        return value
    }

    /// Hands every record of a table to `each`, ascending by key. `each` must not call this storage.
    ///
    /// - Returns: the keys of damaged records, which were left out.
    package func records(table: UInt8, _ each: (_ key: [UInt8], _ value: [UInt8]) -> Void) throws(StorageError)
        -> [[UInt8]]
    {
        let query = try statement(.records).bind(Int64(table))
        defer { query.reset() }
        return try exclusively { () throws(StorageError) in
            var damaged: [[UInt8]] = []
            while try step(query) {
                let key = query.bytes(0)
                let value = query.bytes(1)
                let isIntact = query.integer(2) == StorageRow.record(table: table, key: key, value: value)
                if isIntact { each(key, value) } else { damaged.append(key) }
            }
            return damaged
        }
    }

    private func feedEnd(_ end: StorageQuery) throws(StorageError) -> UInt64? {
        let query = try statement(end)
        defer { query.reset() }
        guard try step(query) else { return nil }
        return UInt64(bitPattern: query.integer(0))
    }
}
