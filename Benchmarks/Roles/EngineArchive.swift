import ReplicaCRDT
import ReplicaDocuments

/// The log in memory: keeps the bytes that the engine hands over, and decodes what it is asked for.
final class EngineArchive: Archive {
    private struct Name: Hashable {
        let space: [UInt8]
        let replica: [UInt8]
        let seq: UInt64
    }

    private var rows: [DurableWrites.DeltaRow] = []
    private var names: [Name: Int] = [:]
    private var hashes: Set<[UInt8]> = []
    private var touched: [DocumentAddress: [Int]] = [:]
    private var operations: [[UInt8]: [UInt8]] = [:]

    /// Keeps what the engine hands over.
    func write(_ writes: DurableWrites) {
        for row in writes.deltas {
            hashes.insert(row.hash)
            if row.verdict == .applied || row.verdict == .void {
                names[Name(space: row.space, replica: row.replica, seq: row.seq)] = rows.count
            }
            if row.verdict == .applied {
                for address in row.touched { touched[address, default: []].append(rows.count) }
            }
            rows.append(row)
        }
        for row in writes.operations { operations[row.id] = row.result }
    }

    private func archived(_ place: Int) throws(ArchiveFailure) -> ArchivedDelta {
        let row = rows[place]
        guard let hash = DeltaHash(bytes: row.hash), let delta = try? Delta(bytes: row.body, hash: hash) else {
            throw ArchiveFailure("a delta that was written does not decode")
        }
        return ArchivedDelta(
            delta: delta, verdict: row.verdict, order: row.order, receivedMilliseconds: row.receivedMilliseconds)
    }

    private func place(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) -> Int? {
        names[Name(space: space.bytes, replica: replica.bytes, seq: seq)]
    }

    func contains(_ hash: DeltaHash) throws(ArchiveFailure) -> Bool { hashes.contains(hash.bytes) }

    func hash(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> DeltaHash? {
        place(space, replica, seq).flatMap { DeltaHash(bytes: rows[$0].hash) }
    }

    func order(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> Int64? {
        place(space, replica, seq).map { rows[$0].order }
    }

    func history(of document: DocumentAddress) throws(ArchiveFailure) -> [ArchivedDelta] {
        var found: [ArchivedDelta] = []
        for place in touched[document] ?? [] { found.append(try archived(place)) }
        return found
    }

    func log(after order: Int64, limit: Int) throws(ArchiveFailure) -> [ArchivedDelta] {
        var found: [ArchivedDelta] = []
        for place in rows.indices where rows[place].order > order && rows[place].verdict.rawValue <= 1 {
            found.append(try archived(place))
            if found.count == limit { break }
        }
        return found
    }

    func operation(_ id: OperationID) throws(ArchiveFailure) -> [UInt8]? { operations[id.bytes] }
}
