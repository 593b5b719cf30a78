package import ReplicaCRDT

// Start-up: what lives is read from the materialised documents, never replayed from the log, so that the time depends on
// what lives and not on how long the shop exists.
extension DocumentStore {
    /// Takes a record back from disk. Records come before documents.
    package func restore(_ table: RecordTable, key: [UInt8], value: [UInt8]) throws(DecodingFailure) {
        var reader = ByteReader(key)
        switch table {
        case .chain:
            let space = try Space(from: &reader)
            let replica = try ReplicaID(from: &reader)
            let chain = try Chain(of: replica, encoded: value)
            stateToWrite(space).chains[replica] = chain
            stateToWrite(space).frontier.advance(to: chain.head)
        case .space:
            let space = try Space(from: &reader)
            try stateToWrite(space).restore(encoded: value)
        case .rules: try restoreRules(&reader, value)
        case .unseen:
            let space = try Space(from: &reader)
            let replica = try ReplicaID(from: &reader)
            var content = ByteReader(value)
            let seq = try content.varint()
            unseen[space, default: [:]][replica] = Position(
                replica: replica, seq: seq, hash: try DeltaHash(from: &content))
        case .acknowledgement:
            let high = try reader.fixed64()
            let node = NodeID(high: high, low: try reader.fixed64())
            let space = try Space(from: &reader)
            var content = ByteReader(value)
            acknowledged[node, default: [:]][space] = try Frontier(from: &content)
        case .fork:
            let space = try Space(from: &reader)
            let replica = try ReplicaID(from: &reader)
            let seq = try reader.fixed64()
            if replica == self.replica { isRolledBack = true }
            forks.append(
                Fork(
                    space: space, replica: replica, seq: seq, counted: DeltaHash(bytes: value),
                    other: try DeltaHash(from: &reader)))
        case .rollback: (isRolledBack, isRollbackProven) = (true, true)
        case .meta, .address, .invitation, .kept: return
        }
    }

    private func restoreRules(_ key: inout ByteReader, _ value: [UInt8]) throws(DecodingFailure) {
        let replica = try ReplicaID(from: &key)
        let seq = try key.fixed64()
        var content = ByteReader(value)
        let position = Position(replica: replica, seq: seq, hash: try DeltaHash(from: &content))
        let stamp = Stamp(microseconds: try content.varint())
        rulesVersions.append(RulesVersion(position: position, stamp: stamp, value: try Value(from: &content)))
    }

    /// Takes a document back from disk.
    package func restore(_ address: DocumentAddress, state: [UInt8]) throws(DecodingFailure) {
        restore(address, try Document(encoded: state))
    }

    /// Rebuilds a document whose stored state is damaged from the applied deltas that touched it.
    package func restore(_ address: DocumentAddress, history: [ArchivedDelta]) {
        var document = Document()
        for write in history {
            for (index, change) in write.delta.changes.enumerated() where change.document == address.key {
                let entry = Entry(
                    name: write.delta.entryName(index), stamp: write.delta.stamp, slot: change.slot,
                    payload: change.payload)
                document.write(change.path, at: document.range(of: change.path), entry, replacing: change.replaces)
            }
        }
        restore(address, document)
        pending.rebuilt.append(address)
    }

    private func restore(_ address: DocumentAddress, _ document: Document) {
        let collection = address.key.collection
        stateToWrite(address.space).documents[collection, default: [:]][address.key.id] = document
        note(address, document)
        if Collections.isReserved(collection) { restoreAdmissions(address, document) }
    }

    private func restoreAdmissions(_ address: DocumentAddress, _ document: Document) {
        for cell in document.cells {
            guard case .value(let value) = cell.entry.payload else { continue }
            let name = cell.entry.name
            let position = Position(replica: name.dot.replica, seq: name.dot.seq, hash: name.hash)
            admit(address.key.collection, cell.path, value, in: address.space, at: position)
        }
    }

    /// Sets the counters that continue after a restart.
    package func restore(lastOrder: Int64, feedSeq: UInt64) {
        self.lastOrder = lastOrder
        self.feedSeq = feedSeq
    }

    /// Puts a delta that waited before the restart back into the waiting room's way.
    package func restore(waiting deltas: [Delta], at now: Moment) throws(ArchiveFailure) -> Intake {
        try receive(
            deltas.map { delta in
                var item = Incoming(delta, isLive: false)
                item.isLogged = true
                return item
            }, at: now)
    }
}
