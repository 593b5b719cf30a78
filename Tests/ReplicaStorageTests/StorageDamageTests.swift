import CSQLite
import ReplicaStorage
import Testing

/// What is damaged is found before anybody gets it, and what is not ours is left as it is.
@Suite struct StorageDamageTests {
    /// Where `pattern` begins in `bytes`.
    private func offset(of pattern: [UInt8], in bytes: [UInt8]) throws -> Int {
        let first = pattern[0]
        let found = bytes.indices.first { bytes[$0] == first && bytes[$0...].starts(with: pattern) }
        return try #require(found)
    }

    /// Runs SQL on a closed database through a second, raw connection.
    private func raw(_ sql: String, _ path: String) {
        var database: OpaquePointer?
        #expect(unsafe sqlite3_open(path, &database) == SQLITE_OK)
        #expect(unsafe sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK)
        unsafe sqlite3_close(database)
    }

    @Test func `a flipped bit in any byte of a body is found, and nothing else suffers`() throws {
        let directory = TemporaryDirectory()
        var storage = try Sample.open(directory)
        try storage.commit(StorageBatch(deltas: (1...5).map { Sample.delta($0) }), durable: true)
        let copy = directory.path + "/copy"
        try storage.snapshot(to: copy)
        storage.close()
        let clean = try directory.content(copy)
        let body = Sample.delta(3).body
        let start = try offset(of: body, in: clean)
        let damage = StorageError.damagedDelta(DamagedDelta(hash: Sample.delta(3).hash, order: 3, seq: 3))
        for position in body.indices {
            var bytes = clean
            bytes[start + position] ^= 1 << (position % 8)
            try directory.setContent(bytes, of: copy)
            storage = try StorageFile.openSnapshot(path: copy, digest: Sample.digest)
            #expect(throws: damage) { try storage.delta(hash: Sample.delta(3).hash) }
            #expect(try storage.deltasInOrder(after: 0, limit: PageLimit(rows: 9)).map(\.seq) == [1, 2])
            #expect(throws: damage) { try storage.deltasInOrder(after: 2, limit: PageLimit(rows: 9)) }
            #expect(try storage.deltasInOrder(after: 3, limit: PageLimit(rows: 9)).map(\.seq) == [4, 5])
            storage.close()
        }
    }

    @Test func `taking the intact delta in again repairs a damaged one`() throws {
        let directory = TemporaryDirectory()
        var storage = try Sample.open(directory)
        try storage.commit(StorageBatch(deltas: (1...3).map { Sample.delta($0) }), durable: true)
        storage.close()
        raw("UPDATE delta SET body = zeroblob(300) WHERE seq = 2", directory.database)
        storage = try Sample.open(directory)
        let found = try storage.check()
        #expect(found.damagedDeltas == [DamagedDelta(hash: Sample.delta(2).hash, order: 2, seq: 2)])
        #expect(found.deltas == 2)
        #expect(!found.isSound)
        try storage.commit(StorageBatch(deltas: [Sample.delta(2)]), durable: true)
        #expect(try storage.allDeltas() == (1...3).map { Sample.delta($0) })
        #expect(try storage.check().isSound)
    }

    @Test(arguments: [
        "verdict = 7", "received = received + 1", "note = x'00'", "replica = replica % 2 + 1",
        "sum = sum + 1", "seq = 9", "tail = zeroblob(24)",
    ])
    func `a changed column of a delta is found`(assignment: String) throws {
        let directory = TemporaryDirectory()
        var storage = try Sample.open(directory)
        try storage.commit(StorageBatch(deltas: [Sample.delta(1)]), durable: true)
        storage.close()
        raw("UPDATE delta SET \(assignment)", directory.database)
        storage = try Sample.open(directory)
        #expect(throws: StorageError.self) { try storage.deltasInOrder(after: 0, limit: PageLimit(rows: 9)) }
        #expect(try !storage.check().isSound)
    }

    @Test(arguments: [
        ("document", "state = x'00'"), ("document", "sum = 0"), ("feed", "row = x'00'"),
        ("operation", "result = x'00'"),
        ("record", "value = x'00'"), ("name", "bytes = x'00' WHERE id = 1"),
    ])
    func `a changed row of another table is found`(table: String, assignment: String) throws {
        let directory = TemporaryDirectory()
        var storage = try Sample.open(directory)
        try storage.commit(Sample.batch(1), durable: true)
        storage.close()
        raw("UPDATE \(table) SET \(assignment)", directory.database)
        storage = try Sample.open(directory)
        let damage = StorageError.damagedRow(table: table)
        switch table {
        case "document":
            #expect(throws: damage) { try storage.document(Sample.key(1)) }
            #expect(try storage.documents { _ in Issue.record("a damaged document was handed out") } == [Sample.key(1)])
        case "feed": #expect(throws: damage) { try storage.feed(after: 0, limit: PageLimit(rows: 9)) }
        case "operation": #expect(throws: damage) { try storage.operation(Sample.batch(1).operations[0].id) }
        case "record": #expect(throws: damage) { try storage.record(table: 1, key: [1]) }
        default:
            #expect(throws: damage) { try storage.allDocuments() }
            return
        }
        #expect(try !storage.check().isSound)
    }

    /// Opening must fail with an error that `matches`, and leave every file of the directory as it was.
    private func expectRefusal(
        _ directory: TemporaryDirectory, also suffix: String? = nil, _ matches: (StorageError) -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let names = [directory.database] + (suffix.map { [directory.database + $0] } ?? [])
        let before = names.map { try? directory.content($0) }
        let error = #expect(throws: StorageError.self, sourceLocation: sourceLocation) { try Sample.open(directory) }
        #expect(error.map(matches) == true, "\(String(describing: error))", sourceLocation: sourceLocation)
        #expect(names.map { try? directory.content($0) } == before, sourceLocation: sourceLocation)
    }

    /// A closed database with twenty commits.
    private func filled() throws -> TemporaryDirectory {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        for number in 1...20 { try storage.commit(Sample.batch(number), durable: false) }
        storage.close()
        return directory
    }

    private func isDamage(_ error: StorageError) -> Bool {
        if case .damagedFile = error { true } else { false }
    }

    @Test func `a database cut short is refused and left as it is`() throws {
        let directory = try filled()
        let clean = try directory.content(directory.database)
        for length in [0, 1, 99, 100, 4095, 4096, 8192, clean.count / 2, clean.count - 4096, clean.count - 1] {
            try directory.setContent(Array(clean.prefix(length)), of: directory.database)
            try expectRefusal(directory, isDamage)
        }
        try directory.setContent(clean, of: directory.database)
        #expect(try Sample.open(directory).wholeCommits() == 20)
    }

    @Test func `random bytes instead of a database are refused and left as they are`() throws {
        let directory = try filled()
        for seed in 1...5 {
            try directory.setContent(Sample.bytes(seed, count: 20_000), of: directory.database)
            try expectRefusal(directory, isDamage)
        }
    }

    @Test func `a database of random bytes behind an intact first page is refused or found unsound`() throws {
        let directory = try filled()
        let clean = try directory.content(directory.database)
        for seed in 1...5 {
            try directory.setContent(
                Array(clean.prefix(4096)) + Sample.bytes(seed, count: clean.count - 4096), of: directory.database)
            let storage = try Sample.open(directory)
            #expect(throws: StorageError.self) { try storage.allDeltas() }
            #expect(throws: StorageError.self) { try storage.commit(Sample.batch(21), durable: true) }
            #expect(storage.writeFailure != nil)
            storage.close()
        }
    }

    @Test func `another application's database is refused and left as it is`() throws {
        let directory = try filled()
        try directory.setContent([], of: directory.database)
        raw("CREATE TABLE t(a); INSERT INTO t VALUES(1)", directory.database)
        try expectRefusal(directory) { $0 == .foreignDatabase(applicationID: 0) }
        raw("PRAGMA application_id=77", directory.database)
        try expectRefusal(directory) { $0 == .foreignDatabase(applicationID: 77) }
    }

    @Test func `a newer format is refused and left as it is`() throws {
        let directory = try filled()
        raw("PRAGMA user_version=2", directory.database)
        try expectRefusal(directory) { $0 == .newerFormat(found: 2, supported: 1) }
        raw("PRAGMA user_version=1", directory.database)
        #expect(try Sample.open(directory).wholeCommits() == 20)
    }

    @Test func `a file of our mark without our tables is refused`() throws {
        let directory = try filled()
        raw("DROP TABLE feed", directory.database)
        try expectRefusal(directory, isDamage)
    }

    @Test func `a log whose database is gone, and a foreign rollback journal, are refused`() throws {
        let directory = try filled()
        let clean = try directory.content(directory.database)
        let storage = try Sample.open(directory)
        try storage.commit(Sample.batch(21), durable: true)
        let log = try directory.content(directory.database + "-wal")
        storage.close()
        try directory.write(clean, to: directory.database + "-journal")
        try expectRefusal(directory, also: "-journal", isDamage)
        try directory.remove(directory.database + "-journal")
        try directory.remove(directory.database)
        try directory.write(log, to: directory.database + "-wal")
        try expectRefusal(directory, also: "-wal", isDamage)
    }
}
