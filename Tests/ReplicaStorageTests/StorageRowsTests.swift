import ReplicaStorage
import Testing

/// What goes in comes out, in the order it should, before and after reopening.
@Suite struct StorageRowsTests {
    @Test func `everything that one batch writes is there after reopening`() throws {
        let directory = TemporaryDirectory()
        var storage = try Sample.open(directory)
        for number in 1...12 { try storage.commit(Sample.batch(number), durable: number % 3 == 0) }
        #expect(try storage.wholeCommits() == 12)
        #expect(storage.statistics.commits == 12)
        storage.close()
        storage = try Sample.open(directory)
        #expect(try storage.wholeCommits() == 12)
        #expect(try storage.check().isSound)
        #expect(try storage.check().deltas == 12)
    }

    @Test func `a delta is found by its hash, with all its columns`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        let delta = Sample.delta(UInt64(Int64.max), order: .max, verdict: 255, body: [])
        try storage.commit(StorageBatch(deltas: [delta, Sample.delta(2)]), durable: true)
        #expect(try storage.delta(hash: delta.hash) == delta)
        #expect(try storage.delta(hash: Sample.delta(2).hash) == Sample.delta(2))
        #expect(try storage.delta(hash: Sample.delta(3).hash) == nil)
        #expect(try storage.order(ofDelta: delta.hash) == .max)
        #expect(try storage.order(ofDelta: Sample.delta(3).hash) == nil)
        #expect(try storage.lastOrder() == .max)
    }

    @Test func `hashes with equal first eight bytes are told apart`() throws {
        let names: [[UInt8]] = [0, 1, 2].map { Array(repeating: 7, count: 31) + [$0] }
        let directory = TemporaryDirectory()
        let storage = try StorageFile.open(
            directory: directory.node, configuration: Sample.configuration, digest: { names[Int($0[0])] })
        let deltas = (0..<3).map { number in
            var delta = Sample.delta(UInt64(number + 1), body: [UInt8(number)])
            delta.hash = names[number]
            return delta
        }
        try storage.commit(StorageBatch(deltas: [deltas[0], deltas[1]]), durable: true)
        #expect(try storage.delta(hash: names[1]) == deltas[1])
        #expect(try storage.delta(hash: names[2]) == nil)
        try storage.commit(StorageBatch(removedDeltas: [names[2], names[0]]), durable: true)
        #expect(try storage.allDeltas() == [deltas[1]])
    }

    @Test func `committing the same delta again changes nothing`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        for _ in 0..<3 { try storage.commit(StorageBatch(deltas: [Sample.delta(1), Sample.delta(2)]), durable: true) }
        #expect(try storage.allDeltas() == [Sample.delta(1), Sample.delta(2)])
    }

    @Test func `a waiting delta that is applied moves to the end of the order`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        let waiting = Sample.delta(3, order: 1, verdict: 2)
        try storage.commit(
            StorageBatch(deltas: [waiting, Sample.delta(1, order: 2), Sample.delta(2, order: 3)]), durable: true)
        #expect(try storage.deltas(verdict: 2, after: 0, limit: PageLimit(rows: 10)) == [waiting])
        #expect(try storage.deltas(verdict: 2, after: 1, limit: PageLimit(rows: 10)) == [])
        let touch = StoredTouch(document: Sample.key(1), order: 4)
        try storage.commit(StorageBatch(deltas: [Sample.delta(3, order: 4)], touches: [touch]), durable: true)
        #expect(try storage.deltas(verdict: 2, after: 0, limit: PageLimit(rows: 10)) == [])
        #expect(try storage.allDeltas().map(\.seq) == [1, 2, 3])
        #expect(try storage.deltas(touching: Sample.key(1), limit: PageLimit(rows: 10)).map(\.order) == [4])
    }

    @Test func `a history entry of a delta that moved away leads nowhere`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        let first = StorageBatch(
            deltas: [Sample.delta(1, order: 1, verdict: 1)], touches: [StoredTouch(document: Sample.key(1), order: 1)])
        try storage.commit(first, durable: false)
        try storage.commit(StorageBatch(deltas: [Sample.delta(1, order: 2)]), durable: false)
        #expect(try storage.deltas(touching: Sample.key(1), limit: PageLimit(rows: 10)) == [])
    }

    @Test func `a chain is read in order of number, in its own space, forks included`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        let chain = [5, 1, 3, 2, 4].map { Sample.delta($0, order: Int64($0) + 10) }
        let fork = Sample.delta(3, order: 30, body: Sample.bytes(99))
        let others = [
            Sample.delta(1, order: 40, replica: Array("replica-bb".utf8)),
            Sample.delta(2, order: 41, space: Array("staff".utf8), body: Sample.bytes(98)),
        ]
        try storage.commit(StorageBatch(deltas: chain + [fork] + others), durable: true)
        var read: [StoredDelta] = []
        while true {
            let page = try storage.deltas(
                space: Sample.space, replica: Sample.replica, after: read.last?.seq ?? 0,
                order: read.last?.order ?? .max,
                limit: PageLimit(rows: 1))
            if page.isEmpty { break }
            read += page
        }
        #expect(read.map(\.seq) == [1, 2, 3, 3, 4, 5])
        #expect(read[3] == fork)
        let rest = try storage.deltas(space: Sample.space, replica: Sample.replica, after: 3, limit: PageLimit(rows: 9))
        #expect(rest.map(\.seq) == [4, 5])
        #expect(try storage.deltas(space: [1], replica: Sample.replica, after: 0, limit: PageLimit(rows: 9)) == [])
    }

    @Test func `a page ends at its limit of bytes, but holds at least one`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        try storage.commit(StorageBatch(deltas: (1...5).map { Sample.delta($0, count: 100) }), durable: true)
        #expect(try storage.deltasInOrder(after: 0, limit: PageLimit(rows: 9, bytes: 250)).count == 2)
        #expect(try storage.deltasInOrder(after: 0, limit: PageLimit(rows: 9, bytes: 1)).count == 1)
        #expect(try storage.deltasInOrder(after: 2, limit: PageLimit(rows: 2)).map(\.order) == [3, 4])
        #expect(try storage.deltasInOrder(after: 0, limit: PageLimit(rows: 0)) == [])
    }

    @Test func `documents are read all, by space, by collection and alone`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        let staff = Array("staff".utf8)
        let people = Array("people".utf8)
        let keys = [
            Sample.key(1), Sample.key(2), Sample.key(3, collection: people),
            Sample.key(1, space: staff, collection: people),
        ]
        try storage.commit(
            StorageBatch(documents: keys.enumerated().map { StoredDocument(key: $1, state: [UInt8($0)]) }),
            durable: true)
        #expect(try storage.allDocuments().count == 4)
        #expect(try Set(storage.allDocuments(space: Sample.space).keys) == Set(keys[0...2]))
        #expect(try Set(storage.allDocuments(space: Sample.space, collection: people).keys) == [keys[2]])
        #expect(try storage.allDocuments(space: people) == [:])
        #expect(try storage.document(keys[3]) == [3])
        try storage.commit(
            StorageBatch(
                documents: [StoredDocument(key: keys[0], state: [])],
                removedDocuments: [keys[1], Sample.key(9)]), durable: true)
        #expect(try storage.document(keys[0]) == [])
        #expect(try storage.document(keys[1]) == nil)
        #expect(try storage.document(Sample.key(9)) == nil)
        #expect(try Set(storage.allDocuments().keys) == [keys[0], keys[2], keys[3]])
        try storage.commit(StorageBatch(documents: [StoredDocument(key: keys[1], state: [9])]), durable: true)
        #expect(try storage.document(keys[1]) == [9])
    }

    @Test func `the feed is read in pages, and its beginning can be forgotten`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        #expect(try storage.feedRange() == nil)
        let rows = (5...14).map { StoredFeedRow(seq: $0, row: Sample.bytes(Int($0), count: 50)) }
        try storage.commit(StorageBatch(feed: rows), durable: true)
        #expect(try storage.feedRange() == 5...14)
        #expect(try storage.feed(after: 0, limit: PageLimit(rows: 3)) == Array(rows[0..<3]))
        #expect(try storage.feed(after: 12, limit: PageLimit(rows: 9)) == Array(rows[8...]))
        #expect(try storage.feed(after: 0, limit: PageLimit(rows: 9, bytes: 101)).count == 2)
        #expect(try storage.feed(after: .max, limit: PageLimit(rows: 9)) == [])
        try storage.commit(StorageBatch(forgetFeedThrough: 10), durable: true)
        #expect(try storage.feedRange() == 11...14)
        try storage.commit(StorageBatch(forgetFeedThrough: .max), durable: true)
        #expect(try storage.feedRange() == nil)
    }

    @Test func `records are kept by table and key, replaced, removed, and listed by key`() throws {
        let directory = TemporaryDirectory()
        let storage = try Sample.open(directory)
        let first = [
            StoredRecord(table: 0, key: [2], value: [20]), StoredRecord(table: 0, key: [1], value: []),
            StoredRecord(table: 255, key: [1], value: [1]), StoredRecord(table: 0, key: [], value: [7]),
        ]
        try storage.commit(StorageBatch(records: first), durable: true)
        var listed: [[UInt8]] = []
        #expect(try storage.records(table: 0) { listed.append($0 + [255] + $1) } == [])
        #expect(listed == [[255, 7], [1, 255], [2, 255, 20]])
        let second = [StoredRecord(table: 0, key: [2], value: [21]), StoredRecord(table: 0, key: [1], value: nil)]
        try storage.commit(StorageBatch(records: second), durable: true)
        #expect(try storage.record(table: 0, key: [2]) == [21])
        #expect(try storage.record(table: 0, key: [1]) == nil)
        #expect(try storage.record(table: 255, key: [1]) == [1])
    }

    @Test func `names and keys are bytes: quotes, zeros and SQL stay what they are`() throws {
        let directory = TemporaryDirectory()
        var storage = try Sample.open(directory)
        let nasty = Array("'); DROP TABLE delta;--\0\"".utf8) + [0xFF, 0xC0]
        let key = DocumentKey(space: nasty, collection: nasty + [1], id: nasty)
        let batch = StorageBatch(
            deltas: [Sample.delta(1, replica: nasty, space: nasty)],
            documents: [StoredDocument(key: key, state: nasty)],
            operations: [StoredOperation(id: nasty, result: nasty)],
            records: [StoredRecord(table: 1, key: nasty, value: nasty)])
        try storage.commit(batch, durable: true)
        storage.close()
        storage = try Sample.open(directory)
        #expect(try storage.allDeltas() == batch.deltas)
        #expect(try storage.allDocuments() == [key: nasty])
        #expect(try storage.operation(nasty) == nasty)
        #expect(try storage.record(table: 1, key: nasty) == nasty)
    }
}
