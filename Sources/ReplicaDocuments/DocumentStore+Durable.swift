import ReplicaCRDT

extension DocumentStore {
    /// Hands over what changed since the last call, encoded: one transaction of the storage.
    package func takeWrites() -> DurableWrites {
        var writes = DurableWrites()
        writes.deltas = pending.deltas.filter { !pending.dropped.contains($0.archived.delta.hash) }.map(row)
        writes.droppedDeltas = pending.dropped.sorted().map(\.bytes)
        writes.documents = pending.documents.compactMap { address in
            document(address).map { .init(address: address, state: $0.encoded) }
        }
        writes.feed = pending.feed.map { .init(seq: $0.seq, row: $0.encoded) }
        writes.operations = pending.operations.map { .init(id: $0.key.bytes, result: $0.value) }
            .sorted { $0.id.lexicographicallyPrecedes($1.id) }
        writes.records = pending.records
        let chains = pending.chains
        for (space, replica) in chains {
            guard let chain = spaces[space]?.chains[replica] else { continue }
            writes.records.append(
                .init(table: .chain, key: recordKey(space, replica), value: chain.encoded))
        }
        for (index, (space, _)) in chains.enumerated() where index == 0 || chains[index - 1].space != space {
            guard let state = spaces[space] else { continue }
            writes.records.append(.init(table: .space, key: space.bytes, value: state.encoded))
        }
        pending = PendingWrites()
        return writes
    }

    /// Rows of the feed that are not handed over yet.
    package var pendingFeed: [FeedRow] { pending.feed }

    private func row(_ item: PendingWrites.DeltaItem) -> DurableWrites.DeltaRow {
        let delta = item.archived.delta
        return .init(
            order: item.archived.order, hash: delta.hash.bytes, space: delta.space.bytes,
            replica: delta.replica.bytes, seq: delta.seq, verdict: item.archived.verdict, note: item.note,
            receivedMilliseconds: item.archived.receivedMilliseconds, body: delta.bytes, touched: item.touched)
    }

    func recordKey(_ space: Space, _ replica: ReplicaID) -> [UInt8] { space.bytes + replica.bytes }

    func unseenRow(_ space: Space, _ replica: ReplicaID, _ position: Position?) -> DurableWrites.RecordRow {
        var writer = ByteWriter(capacity: 24)
        if let position {
            writer.varint(position.seq)
            position.hash.encode(into: &writer)
        }
        return .init(table: .unseen, key: recordKey(space, replica), value: position == nil ? nil : writer.bytes)
    }

    func rulesRow(_ version: RulesVersion) -> DurableWrites.RecordRow {
        var key = ByteWriter(capacity: 32)
        version.position.replica.encode(into: &key)
        key.fixed64(version.position.seq)
        var writer = ByteWriter(capacity: 1024)
        version.position.hash.encode(into: &writer)
        writer.varint(version.stamp.microseconds)
        version.value.encode(into: &writer)
        return .init(table: .rules, key: key.bytes, value: writer.bytes)
    }

    func forkRow(_ fork: Fork) -> DurableWrites.RecordRow {
        var key = ByteWriter(capacity: 64)
        fork.space.encode(into: &key)
        fork.replica.encode(into: &key)
        key.fixed64(fork.seq)
        key.raw(fork.other.bytes)
        return .init(table: .fork, key: key.bytes, value: fork.counted?.bytes ?? [])
    }
}
