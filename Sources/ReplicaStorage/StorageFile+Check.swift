extension StorageFile {
    /// Looks at everything that is stored: the structure of the file, the checksum of every row, the hash of every delta.
    /// Reads the whole file; for a backup's verification and for finding out what is wrong.
    ///
    /// - Throws: `.closed`, or `.damagedFile` and `.failed` where reading itself ends.
    package func check() throws(StorageError) -> StorageCheck {
        var result = StorageCheck()
        try checkStructure(&result)
        try checkDeltas(&result)
        var documents = 0
        result.damagedDocuments = try self.documents { _ in documents += 1 }
        result.documents = documents
        try checkFeed(&result)
        try checkOperations(&result)
        for table in 0...UInt8.max {
            let damaged = try records(table: table) { _, _ in }
            result.problems += damaged.map { "record \($0) of table \(table) is damaged" }
        }
        return result
    }

    private func checkStructure(_ result: inout StorageCheck) throws(StorageError) {
        guard let connection else { throw .closed }
        result.problems = try SQLiteFailure.mapped { () throws(SQLiteFailure) in
            let query = try connection.prepare("PRAGMA integrity_check(20)")
            var lines: [String] = []
            while try query.step() { lines.append(String(decoding: query.bytes(0), as: UTF8.self)) }
            return lines == ["ok"] ? [] : lines
        }
    }

    private func checkDeltas(_ result: inout StorageCheck) throws(StorageError) {
        var order: Int64 = 0
        while true {
            do {
                let page = try deltasInOrder(after: order, limit: PageLimit(rows: 256, bytes: 1 << 20))
                guard let last = page.last else { return }
                result.deltas += page.count
                order = last.order
            } catch .damagedDelta(let delta) {
                result.damagedDeltas.append(delta)
                order = delta.order
            }
        }
    }

    private func checkFeed(_ result: inout StorageCheck) throws(StorageError) {
        var seq: UInt64 = 0
        do {
            while let last = try feed(after: seq, limit: PageLimit(rows: 256, bytes: 1 << 20)).last { seq = last.seq }
        } catch .damagedRow {
            result.problems.append("a feed row soon after \(seq) is damaged")
        }
    }

    private func checkOperations(_ result: inout StorageCheck) throws(StorageError) {
        let query = try statement(.operations)
        defer { query.reset() }
        while try step(query) {
            let operation = StoredOperation(id: query.bytes(0), result: query.bytes(1))
            guard query.integer(2) != StorageRow.operation(operation) else { continue }
            result.problems.append("operation \(operation.id) is damaged")
        }
    }
}
