import ReplicaCRDT
import ReplicaDocuments
import ReplicaStorage

/// The core's log, as SQLite keeps it. Belongs to the node's thread.
final class StorageArchive: Archive {
    let file: StorageFile
    /// How much one page of the log may hold in memory.
    private static let page = PageLimit(rows: 512, bytes: 8 << 20)

    init(file: StorageFile) { self.file = file }

    func contains(_ hash: DeltaHash) throws(ArchiveFailure) -> Bool {
        try reading { () throws(StorageError) in try file.order(ofDelta: hash.bytes) != nil }
    }

    func hash(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> DeltaHash? {
        try counted(space, replica, seq).flatMap { DeltaHash(bytes: $0.hash) }
    }

    func order(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> Int64? {
        try counted(space, replica, seq)?.order
    }

    func history(of document: DocumentAddress) throws(ArchiveFailure) -> [ArchivedDelta] {
        var found: [ArchivedDelta] = []
        var before = Int64.max
        while true {
            let rows = try reading { () throws(StorageError) in
                try file.deltas(touching: document.storageKey, before: before, limit: Self.page)
            }
            guard let last = rows.last else { return found.reversed() }
            for row in rows { found.append(try archived(row)) }
            before = last.order
        }
    }

    func log(after order: Int64, limit: Int) throws(ArchiveFailure) -> [ArchivedDelta] {
        var found: [ArchivedDelta] = []
        var after = order
        while found.count < limit {
            let page = PageLimit(rows: min(limit - found.count, Self.page.rows), bytes: Self.page.bytes)
            let rows = try reading { () throws(StorageError) in try file.deltasInOrder(after: after, limit: page) }
            guard let last = rows.last else { break }
            for row in rows where row.verdict <= Verdict.void.rawValue { found.append(try archived(row)) }
            after = last.order
        }
        return found
    }

    func operation(_ id: OperationID) throws(ArchiveFailure) -> [UInt8]? {
        try reading { () throws(StorageError) in try file.operation(id.bytes) }
    }

    /// The deltas that wait, in order of arrival.
    func waiting() throws(ArchiveFailure) -> [Delta] {
        var found: [Delta] = []
        var after: Int64 = 0
        while true {
            let rows = try reading { () throws(StorageError) in
                try file.deltas(verdict: Verdict.waiting.rawValue, after: after, limit: Self.page)
            }
            guard let last = rows.last else { return found }
            for row in rows { found.append(try archived(row).delta) }
            after = last.order
        }
    }

    /// The delta that counts under a name; another branch of a fork may lie beside it.
    private func counted(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> StoredDelta? {
        var writer = ByteWriter(capacity: 24)
        replica.encode(into: &writer)
        let rows = try reading { () throws(StorageError) in
            try file.deltas(
                space: space.bytes, replica: writer.bytes, after: seq - 1, limit: PageLimit(rows: 8))
        }
        return rows.first { $0.seq == seq && $0.verdict <= Verdict.void.rawValue }
    }

    private func archived(_ row: StoredDelta) throws(ArchiveFailure) -> ArchivedDelta {
        guard let hash = DeltaHash(bytes: row.hash), let verdict = Verdict(rawValue: row.verdict),
            let delta = try? Delta(bytes: row.body, hash: hash)
        else { throw ArchiveFailure("a stored delta can't be decoded") }
        return ArchivedDelta(
            delta: delta, verdict: verdict, order: row.order, receivedMilliseconds: row.receivedMilliseconds)
    }

    private func reading<T>(_ body: () throws(StorageError) -> T) throws(ArchiveFailure) -> T {
        do throws(StorageError) { return try body() } catch { throw ArchiveFailure(error.description) }
    }
}

extension DocumentAddress {
    /// The address that the storage names.
    init(_ key: ReplicaStorage.DocumentKey) throws(DecodingFailure) {
        let collection = String(decoding: key.collection, as: UTF8.self)
        self.init(try Space(bytes: key.space), .init(collection, String(decoding: key.id, as: UTF8.self)))
    }

    /// The address as the storage names it.
    var storageKey: ReplicaStorage.DocumentKey {
        ReplicaStorage.DocumentKey(space: space.bytes, collection: Array(key.collection.utf8), id: Array(key.id.utf8))
    }
}

extension StorageBatch {
    /// What one step of the core wants on disk.
    init(_ writes: DurableWrites) {
        self.init()
        deltas = writes.deltas.map { row in
            StoredDelta(
                hash: row.hash, space: row.space, replica: row.replica, seq: row.seq, order: row.order,
                verdict: row.verdict.rawValue, receivedMilliseconds: row.receivedMilliseconds,
                note: Array(row.note.utf8), body: row.body)
        }
        touches = writes.deltas.flatMap { row in
            row.touched.map { StoredTouch(document: $0.storageKey, order: row.order) }
        }
        removedDeltas = writes.droppedDeltas
        documents = writes.documents.map { StoredDocument(key: $0.address.storageKey, state: $0.state) }
        feed = writes.feed.map { StoredFeedRow(seq: $0.seq, row: $0.row) }
        operations = writes.operations.map { StoredOperation(id: $0.id, result: $0.result) }
        records = writes.records.map { StoredRecord(table: $0.table.rawValue, key: $0.key, value: $0.value) }
    }
}
