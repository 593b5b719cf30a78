package import ReplicaCRDT

// A feed row's bytes on disk, version 1 (this node's own; never sent):
//
//   0  version, 01; flags: 1 operation, 2 live
//   …  replica 24, user text, [operation 40], stamp, received (signed)
//   …  positions: count, (replica 24, seq, hash 16) each
//   …  documents: count, each: space, collection, id, 1 if new,
//        fields: count, each: path, flags (1 before, 2 after, 4 merged,
//        8 opens a conflict, 16 settles one), [before], [after]
extension FeedRow {
    /// The bytes on disk; the number is the row's key.
    package var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 256)
        writer.byte(1)
        writer.byte((operation == nil ? 0 : 1) | (isLive ? 2 : 0))
        replica.encode(into: &writer)
        writer.text(user)
        if let operation { writer.raw(operation.bytes) }
        writer.varint(madeAt.microseconds)
        writer.signed(receivedMilliseconds)
        writer.count(positions.count)
        for position in positions {
            position.replica.encode(into: &writer)
            writer.varint(position.seq)
            position.hash.encode(into: &writer)
        }
        writer.count(documents.count)
        // By index: what `for` hands out is a copy, which retains and releases each text in it.
        for index in documents.indices { documents[index].encode(into: &writer) }
        return writer.bytes
    }

    /// Reads the bytes on disk of the row with a number.
    package init(seq: UInt64, encoded bytes: [UInt8]) throws(DecodingFailure) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == 1 else { throw .unsupported("feed version \(version)") }
        let flags = try reader.byte()
        self.seq = seq
        isLive = flags & 2 != 0
        replica = try ReplicaID(from: &reader)
        user = try reader.text(limit: FormatLimits.userBytes)
        operation = flags & 1 == 0 ? nil : try OperationID(bytes: try reader.raw(40))
        madeAt = Stamp(microseconds: try reader.varint())
        receivedMilliseconds = try reader.signed()
        positions = []
        for _ in 0..<(try reader.count(limit: .max)) {
            let replica = try ReplicaID(from: &reader)
            let seq = try reader.varint()
            positions.append(Position(replica: replica, seq: seq, hash: try DeltaHash(from: &reader)))
        }
        documents = []
        for _ in 0..<(try reader.count(limit: .max)) { documents.append(try FeedRow.document(from: &reader)) }
        try reader.finish()
    }

    private static func document(from reader: inout ByteReader) throws(DecodingFailure) -> DocumentChange {
        let space = try Space(from: &reader)
        let collection = try reader.text(limit: FormatLimits.collectionBytes)
        let id = try reader.text(limit: FormatLimits.idBytes)
        let isNew = try reader.byte() == 1
        var fields: [FieldChange] = []
        for _ in 0..<(try reader.count(limit: .max)) {
            let path = try reader.text(limit: FormatLimits.pathBytes)
            let flags = try reader.byte()
            let before = flags & 1 == 0 ? nil : try Value(from: &reader)
            let after = flags & 2 == 0 ? nil : try Value(from: &reader)
            fields.append(
                FieldChange(
                    path: path, before: before, after: after, merged: flags & 4 != 0,
                    conflict: ConflictStep(rawValue: flags & 24)))
        }
        return DocumentChange(
            address: DocumentAddress(space, DocumentKey(collection, id)), isNew: isNew, fields: fields)
    }
}

extension FeedRow.DocumentChange {
    fileprivate func encode(into writer: inout ByteWriter) {
        address.space.encode(into: &writer)
        writer.text(address.key.collection)
        writer.text(address.key.id)
        writer.byte(isNew ? 1 : 0)
        writer.count(fields.count)
        for index in fields.indices { fields[index].encode(into: &writer) }
    }
}

extension FeedRow.FieldChange {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.text(path)
        writer.byte(
            (before == nil ? 0 : 1) | (after == nil ? 0 : 2) | (merged ? 4 : 0) | (conflict?.rawValue ?? 0))
        before?.encode(into: &writer)
        after?.encode(into: &writer)
    }
}
