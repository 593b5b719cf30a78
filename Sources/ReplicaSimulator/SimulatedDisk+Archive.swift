package import ReplicaCRDT
package import ReplicaDocuments

// Reading: what the core asks of its log, and what start-up asks.
extension SimulatedDisk {
    package func contains(_ hash: DeltaHash) throws(ArchiveFailure) -> Bool {
        try read()
        return deltas[hash.bytes] != nil
    }

    package func hash(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> DeltaHash? {
        try read()
        return counted[name(space, replica, seq)].flatMap(DeltaHash.init(bytes:))
    }

    package func history(of document: DocumentAddress) throws(ArchiveFailure) -> [ArchivedDelta] {
        try read()
        var result: [ArchivedDelta] = []
        for order in touches[document] ?? [] {
            guard let hash = places[order], let row = deltas[hash], row.verdict == .applied else { continue }
            result.append(try archived(row))
        }
        return result
    }

    package func log(after order: Int64, limit: Int) throws(ArchiveFailure) -> [ArchivedDelta] {
        try read()
        var result: [ArchivedDelta] = []
        for place in orders[orders.firstIndex(after: order)...] {
            if result.count >= limit { break }
            guard let hash = places[place], let row = deltas[hash] else { continue }
            if row.verdict == .applied || row.verdict == .void { result.append(try archived(row)) }
        }
        return result
    }

    package func order(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) throws(ArchiveFailure) -> Int64? {
        try read()
        return counted[name(space, replica, seq)].flatMap { deltas[$0]?.order }
    }

    package func operation(_ id: OperationID) throws(ArchiveFailure) -> [UInt8]? {
        try read()
        return operations[id.bytes]
    }

    /// The rows of the feed after a number, decoded.
    package func feedRows(after seq: UInt64) throws(DecodingFailure) -> [FeedRow] {
        var rows: [FeedRow] = []
        for index in Int(min(seq, UInt64(feed.count)))..<feed.count {
            rows.append(try FeedRow(seq: UInt64(index) + 1, encoded: feed[index]))
        }
        return rows
    }

    /// Start-up: brings a fresh store to where the disk is, in the order that the real driver keeps: records, documents,
    /// counters, then the deltas that waited.
    package func restore(into store: DocumentStore, at now: Moment) throws -> Intake {
        for name in records.keys.sorted() {
            try store.restore(name.table, key: name.key, value: records[name]!)
        }
        for address in documents.keys.sorted() { try store.restore(address, state: documents[address]!) }
        store.restore(lastOrder: places.keys.max() ?? 0, feedSeq: UInt64(feed.count))
        var waiting: [Delta] = []
        for place in orders {
            guard let hash = places[place], let row = deltas[hash], row.verdict == .waiting else { continue }
            waiting.append(try archived(row).delta)
        }
        return try store.restore(waiting: waiting, at: now)
    }

    private func name(_ space: Space, _ replica: ReplicaID, _ seq: UInt64) -> Name {
        Name(space: space.bytes, replica: replica.bytes, seq: seq)
    }

    private func archived(_ row: DurableWrites.DeltaRow) throws(ArchiveFailure) -> ArchivedDelta {
        let hash = crypto.hash(row.body)
        guard hash.bytes == row.hash else { throw ArchiveFailure("a stored delta does not have its hash") }
        do throws(DecodingFailure) {
            return ArchivedDelta(
                delta: try Delta(bytes: row.body, hash: hash), verdict: row.verdict, order: row.order,
                receivedMilliseconds: row.receivedMilliseconds)
        } catch {
            throw ArchiveFailure("a stored delta can't be read: \(error)")
        }
    }

    private func read() throws(ArchiveFailure) {
        guard readsToFail > 0 else { return }
        readsToFail -= 1
        throw ArchiveFailure("simulated I/O error")
    }
}

// What tests and the simulator's checker read beside the core.
extension SimulatedDisk {
    /// The verdict stored with a delta; nil if it isn't stored.
    package func verdict(of hash: DeltaHash) -> Verdict? { deltas[hash.bytes]?.verdict }

    /// The note stored with a delta; nil if it isn't stored.
    package func note(of hash: DeltaHash) -> String? { deltas[hash.bytes]?.note }
}

extension SimulatedDisk {
    /// The hashes of all deltas that count.
    var countedHashes: Set<DeltaHash> { Set(counted.values.compactMap(DeltaHash.init(bytes:))) }
}
