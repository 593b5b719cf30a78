import ReplicaCRDT
import ReplicaDocuments

/// The log in memory: what a node's storage answers, from the very rows it would write.
final class MemoryArchive: Archive {
    private struct Name: Hashable {
        let space: Space
        let replica: ReplicaID
        let seq: UInt64
    }

    private let crypto: TestCrypto
    private var counted: [ArchivedDelta] = []
    private var places: [Name: Int] = [:]
    private var known: Set<DeltaHash> = []
    private var touched: [DocumentAddress: [Int]] = [:]
    private var operations: [[UInt8]: [UInt8]] = [:]
    /// Whether every read fails, as with a broken disk.
    var isBroken = false
    /// How often the log was read.
    private(set) var reads = 0

    init(crypto: TestCrypto) { self.crypto = crypto }

    /// How many deltas count.
    var count: Int { counted.count }

    /// Writes what the store hands over.
    func write(_ writes: DurableWrites) {
        for row in writes.deltas {
            guard let hash = DeltaHash(bytes: row.hash), let delta = try? Delta(bytes: row.body, hash: hash) else {
                preconditionFailure("the store wrote a delta that does not decode")
            }
            known.insert(hash)
            guard row.verdict == .applied || row.verdict == .void else { continue }
            places[Name(space: delta.space, replica: delta.replica, seq: delta.seq)] = counted.count
            if row.verdict == .applied {
                for address in row.touched { touched[address, default: []].append(counted.count) }
            }
            counted.append(
                ArchivedDelta(
                    delta: delta, verdict: row.verdict, order: row.order,
                    receivedMilliseconds: row.receivedMilliseconds))
        }
        for row in writes.operations { operations[row.id] = row.result }
    }

    private func read() throws(ArchiveFailure) {
        reads += 1
        if isBroken { throw ArchiveFailure("the disk is broken") }
    }

    func contains(_ hash: DeltaHash) throws(ArchiveFailure) -> Bool {
        try read()
        return known.contains(hash)
    }

    func hash(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> DeltaHash? {
        try read()
        return places[Name(space: space, replica: replica, seq: seq)].map { counted[$0].delta.hash }
    }

    func history(of document: DocumentAddress) throws(ArchiveFailure) -> [ArchivedDelta] {
        try read()
        return touched[document, default: []].map { counted[$0] }
    }

    func log(after order: Int64, limit: Int) throws(ArchiveFailure) -> [ArchivedDelta] {
        try read()
        var (low, high) = (0, counted.count)
        while low < high {
            let middle = (low + high) / 2
            if counted[middle].order <= order { low = middle + 1 } else { high = middle }
        }
        return Array(counted[low...].prefix(limit))
    }

    func order(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> Int64? {
        try read()
        return places[Name(space: space, replica: replica, seq: seq)].map { counted[$0].order }
    }

    func operation(_ id: OperationID) throws(ArchiveFailure) -> [UInt8]? {
        try read()
        return operations[id.bytes]
    }
}
