import ReplicaStorage
import Testing

/// A batch is stored as a whole or not at all, and says which.
@Suite struct StorageCommitTests {
    @Test func `a batch that cannot be stored leaves nothing behind`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        try storage.commit(Sample.batch(1), durable: true)
        var short = Sample.delta(2)
        short.hash.removeLast()
        let refused: [StorageBatch] = [
            StorageBatch(deltas: [Sample.delta(2), short]),
            StorageBatch(deltas: [Sample.delta(2), Sample.delta(3, order: 0)]),
            StorageBatch(deltas: [Sample.delta(2), Sample.delta(UInt64(Int64.max) + 1, order: 3, body: [1])]),
            StorageBatch(deltas: [Sample.delta(2), Sample.delta(0, order: 3)]),
            StorageBatch(removedDeltas: [Sample.delta(1).hash, []]),
            StorageBatch(feed: [StoredFeedRow(seq: 2, row: []), StoredFeedRow(seq: .max, row: [])]),
            StorageBatch(touches: [StoredTouch(document: Sample.key(1), order: -1)]),
            // Found only in the middle of the transaction: another delta's place, a feed number that is there.
            StorageBatch(deltas: [Sample.delta(2), Sample.delta(3, order: 1)]),
            StorageBatch(deltas: [Sample.delta(2, space: [9])], feed: [StoredFeedRow(seq: 1, row: [])]),
        ]
        for (number, batch) in refused.enumerated() {
            let error = #expect(throws: StorageError.self) { try storage.commit(batch, durable: true) }
            guard case .invalid = error else {
                Issue.record("batch \(number) ended with \(String(describing: error))")
                continue
            }
        }
        #expect(storage.writeFailure == nil)
        #expect(try storage.wholeCommits() == 1)
        // The name that the last refused batch interned is interned again.
        try storage.commit(StorageBatch(deltas: [Sample.delta(2, space: [9])]), durable: true)
        #expect(try storage.delta(hash: Sample.delta(2).hash)?.space == [9])
        #expect(try storage.check().isSound)
    }

    @Test func `a value over the limit is refused, one at the limit is stored`() throws {
        var configuration = Sample.configuration
        configuration.maximumValueBytes = 10_000
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory, configuration: configuration)
        let atLimit = Sample.delta(1, count: 10_000)
        try storage.commit(StorageBatch(deltas: [atLimit]), durable: true)
        #expect(throws: StorageError.invalid("a value of 10001 bytes, the limit is 10000")) {
            try storage.commit(StorageBatch(deltas: [Sample.delta(2, count: 10_001)]), durable: true)
        }
        #expect(try storage.allDeltas() == [atLimit])
    }

    @Test func `a durable commit syncs once, an empty one only what waits`() throws {
        let roomy = StorageConfiguration(preallocatesLog: false)
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory, configuration: roomy)
        try storage.commit(Sample.batch(1), durable: true)
        #expect(storage.statistics.syncs == 1)
        try storage.commit(StorageBatch(), durable: true)
        #expect(storage.statistics.syncs == 1)
        try storage.commit(Sample.batch(2), durable: false)
        #expect(storage.statistics.syncs == 1)
        try storage.commit(StorageBatch(), durable: true)
        #expect(storage.statistics.syncs == 2)
        try storage.commit(Sample.batch(3), durable: false)
        // It changes no page, so the sync that it promises is not SQLite's.
        try storage.commit(StorageBatch(removedDeltas: [Sample.delta(9).hash]), durable: true)
        #expect(storage.statistics.syncs == 3)
        try storage.sync()
        #expect(storage.statistics.syncs == 3)
    }

    @Test func `the log is copied into the database when it has grown, and used again`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        var greatest = 0
        for number in 1...60 {
            try storage.commit(Sample.batch(number), durable: false)
            greatest = max(greatest, storage.statistics.logBytes)
        }
        #expect(storage.statistics.checkpoints > 1)
        #expect(greatest < 256 << 10)
        try storage.checkpoint()
        #expect(storage.statistics.logBytes == 0)
        #expect(try storage.wholeCommits() == 60)
    }

    @Test func `a preallocated log does not grow, and its file is not taken for content`() throws {
        let directory = TemporaryDirectory()
        let configuration = StorageConfiguration(checkpointBytes: 300_000, preallocatesLog: true)
        var storage = try Sample.open(directory, configuration: configuration)
        for number in 1...20 { try storage.commit(Sample.batch(number), durable: true) }
        #expect(try directory.content(directory.database + "-wal").count == 337_500)
        storage.close()
        storage = try Sample.open(directory, configuration: configuration)
        #expect(try storage.wholeCommits() == 20)
    }

    @Test func `after closing every call says so`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        storage.close()
        storage.close()
        #expect(throws: StorageError.closed) { try storage.commit(Sample.batch(1), durable: true) }
        #expect(throws: StorageError.closed) { try storage.sync() }
        #expect(throws: StorageError.closed) { try storage.checkpoint() }
        #expect(throws: StorageError.closed) { try storage.delta(hash: Sample.delta(1).hash) }
        #expect(throws: StorageError.closed) { try storage.order(ofDelta: Sample.delta(1).hash) }
        #expect(throws: StorageError.closed) { try storage.documents { _ in } }
        #expect(throws: StorageError.closed) { try storage.feedRange() }
        #expect(throws: StorageError.closed) { try storage.record(table: 1, key: []) }
        #expect(throws: StorageError.closed) { try storage.check() }
        #expect(storage.writeFailure == .closed)
    }
}
