import ReplicaStorage

/// Values for tests: everything follows from small numbers.
enum Sample {
    static let space = Array("shop".utf8)
    static let replica = Array("replica-a".utf8)
    static let collection = Array("bills".utf8)

    /// Small and without preallocation, so that opening is cheap.
    static let configuration = StorageConfiguration(checkpointBytes: 64 << 10, preallocatesLog: false)

    /// `count` bytes that follow from `seed`.
    static func bytes(_ seed: Int, count: Int = 300) -> [UInt8] {
        var state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }

    /// 32 bytes from four runs of FNV-1a, which notices every change of a single byte. The storage takes what it is given;
    /// the node gives SHA-256.
    static func digest(_ message: [UInt8]) -> [UInt8] {
        var lanes: [UInt64] = [1, 2, 3, 4].map { 0xCBF2_9CE4_8422_2325 &* $0 }
        for byte in message {
            for lane in 0..<4 { lanes[lane] = (lanes[lane] ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        return lanes.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) } }
    }

    /// Delta number `seq` of a chain; its body follows from the number, the order and the replica.
    static func delta(
        _ seq: UInt64, order: Int64? = nil, verdict: UInt8 = 0, replica: [UInt8] = replica, space: [UInt8] = space,
        body: [UInt8]? = nil, count: Int = 300
    ) -> StoredDelta {
        let body = body ?? bytes(Int(truncatingIfNeeded: seq) &* 1000 &+ replica.count, count: count)
        return StoredDelta(
            hash: Sample.digest(body), space: space, replica: replica, seq: seq,
            order: order ?? Int64(truncatingIfNeeded: seq),
            verdict: verdict, receivedMilliseconds: 1_700_000_000_000 &+ Int64(truncatingIfNeeded: seq),
            note: bytes(Int(truncatingIfNeeded: seq), count: 3),
            body: body)
    }

    /// The key of document number `number`.
    static func key(_ number: Int, space: [UInt8] = space, collection: [UInt8] = collection) -> DocumentKey {
        DocumentKey(space: space, collection: collection, id: Array("document \(number)".utf8))
    }

    /// Commit number `number`, at most 100, of a history in which each writes to every table and to the same few documents.
    static func batch(_ number: Int) -> StorageBatch { batches[number] }

    private static let batches = (0...100).map(makeBatch)

    private static func makeBatch(_ number: Int) -> StorageBatch {
        let document = key(number % 5)
        return StorageBatch(
            deltas: [delta(UInt64(number))],
            documents: [StoredDocument(key: document, state: bytes(number, count: 300))],
            touches: [StoredTouch(document: document, order: Int64(number))],
            feed: [StoredFeedRow(seq: UInt64(number), row: bytes(number, count: 60))],
            operations: [StoredOperation(id: bytes(number, count: 16), result: bytes(number + 1, count: 20))],
            records: [StoredRecord(table: 1, key: [1], value: Array("\(number)".utf8))])
    }

    /// Opens the storage of a test's directory with the tests' digest.
    static func open(
        _ directory: TemporaryDirectory, configuration: StorageConfiguration = configuration
    ) throws(StorageError) -> StorageFile {
        try StorageFile.open(directory: directory.node, configuration: configuration, digest: Sample.digest)
    }
}

extension StorageFile {
    /// All deltas in order, page by page.
    func allDeltas(page: Int = 7) throws(StorageError) -> [StoredDelta] {
        var all: [StoredDelta] = []
        while true {
            let next = try deltasInOrder(after: all.last?.order ?? 0, limit: PageLimit(rows: page))
            if next.isEmpty { return all }
            all += next
        }
    }

    /// All documents, by key.
    func allDocuments(space: [UInt8]? = nil, collection: [UInt8]? = nil) throws(StorageError) -> [DocumentKey: [UInt8]]
    {
        var all: [DocumentKey: [UInt8]] = [:]
        _ = try documents(space: space, collection: collection) { all[$0.key] = $0.state }
        return all
    }

    /// Checks that exactly the commits 1...n of `Sample.batch` are stored, each whole, and returns n.
    func wholeCommits() throws(StorageError) -> Int {
        let deltas = try allDeltas()
        let count = deltas.count
        guard deltas == (0..<count).flatMap({ Sample.batch($0 + 1).deltas }) else { return -1 }
        var documents: [DocumentKey: [UInt8]] = [:]
        for number in 0..<count {
            documents[Sample.key((number + 1) % 5)] = Sample.batch(number + 1).documents[0].state
        }
        guard try allDocuments() == documents else { return -2 }
        let feed = try feed(after: 0, limit: PageLimit(rows: .max))
        guard feed == (0..<count).flatMap({ Sample.batch($0 + 1).feed }) else { return -3 }
        let expected = count == 0 ? nil : Array("\(count)".utf8)
        guard try record(table: 1, key: [1]) == expected else { return -4 }
        for number in 0..<count {
            let operation = Sample.batch(number + 1).operations[0]
            guard try self.operation(operation.id) == operation.result else { return -5 }
        }
        for document in 0..<5 {
            let history = try self.deltas(touching: Sample.key(document), limit: PageLimit(rows: .max))
            guard history.map(\.order) == (0..<count).map({ Int64($0 + 1) }).filter({ $0 % 5 == document }).reversed()
            else { return -6 }
        }
        return count
    }
}
