import ReplicaCRDT

// The delta's bytes, version 1. Integers are LEB128 varints unless a width is given; texts and blocks have a varint length.
//
//   offset  content
//   0       version, 01
//   1       suite, 01: Ed25519 and SHA-256
//   2       flags: 1 commit record, 2 operation id, 4 predecessor incarnation, 8 extensions
//   3       space: kind (00 staff, 01 shop, 02 customer), and for a customer 16 bytes
//   …       replicas: count, 24 bytes each (node 16, incarnation 8). The first is the author, the others ascend.
//           Below, a replica is its index in this table.
//   …       seq; if above 1: hash of the previous delta, 16 bytes
//   …       stamp, microseconds since 1970
//   …       context: count, (replica, seq, hash 16 bytes) each
//   …       staff context: likewise
//   …       user, text
//   …       [operation id: replica, 16 bytes]
//   …       [predecessor: replica, seq, hash 16 bytes]
//   …       changes: count, each:
//             head: payload kind (bits 0-2: 0 value, 1 tally, 2 amount, 3 count, 4 move), 8 same document as before
//             unless same: collection, id, texts;  path, text;  for an amount: effect, text
//             replaced: count, (replica, seq, index) each, ascending
//             value | increment, total, both signed | amount, signed | adjustment, signed, document, text | from, to, texts
//   …       [commit record: parts: count, (space, seq, hash) each; seen: count, (space, replica, seq, hash) each]
//   …       [extensions: count, (kind, 00 or 01 must understand, block) each]
//   end-64  Ed25519 signature over "replica delta 1\n", the shop's id (32 bytes), and all bytes before this one
//
// The documentation's article "Wire and disk formats" has an example in hexadecimal, which a test decodes.
extension DeltaDraft {
    func encodedBody() -> [UInt8] {
        var writer = ByteWriter(capacity: 256)
        let table = ReplicaTable(of: self)
        writer.byte(Delta.version)
        writer.byte(Delta.suite)
        writer.byte(flags)
        space.encode(into: &writer)
        table.encode(into: &writer)
        writer.varint(seq)
        if let previous { previous.encode(into: &writer) }
        writer.varint(stamp.microseconds)
        encode(context, table, &writer)
        encode(staffContext, table, &writer)
        writer.text(user)
        if let operation {
            writer.count(table.index(of: operation.replica))
            writer.fixed64(operation.high)
            writer.fixed64(operation.low)
        }
        if let predecessor { encode(predecessor, table, &writer) }
        encodeChanges(table, &writer)
        if let record { encode(record, table, &writer) }
        encodeExtensions(&writer)
        return writer.bytes
    }

    private var flags: UInt8 {
        (record == nil ? 0 : Delta.Flags.record) | (operation == nil ? 0 : Delta.Flags.operation)
            | (predecessor == nil ? 0 : Delta.Flags.predecessor) | (extensions.isEmpty ? 0 : Delta.Flags.extensions)
    }

    private func encode(_ position: Position, _ table: ReplicaTable, _ writer: inout ByteWriter) {
        writer.count(table.index(of: position.replica))
        writer.varint(position.seq)
        position.hash.encode(into: &writer)
    }

    private func encode(_ positions: [Position], _ table: ReplicaTable, _ writer: inout ByteWriter) {
        writer.count(positions.count)
        for position in positions { encode(position, table, &writer) }
    }

    private func encodeChanges(_ table: ReplicaTable, _ writer: inout ByteWriter) {
        writer.count(changes.count)
        var document: DocumentKey?
        for change in changes {
            let same = change.document == document
            writer.byte(change.payload.kindByte | (same ? Delta.Flags.sameDocument : 0))
            if !same {
                writer.text(change.document.collection)
                writer.text(change.document.id)
                document = change.document
            }
            writer.text(change.path)
            if case .effect(let name) = change.slot { writer.text(name) }
            writer.count(change.replaces.count)
            for dot in change.replaces {
                writer.count(table.index(of: dot.replica))
                writer.varint(dot.seq)
                writer.varint(UInt64(dot.index))
            }
            change.payload.encodeContent(into: &writer)
        }
    }

    private func encode(_ record: CommitRecord, _ table: ReplicaTable, _ writer: inout ByteWriter) {
        writer.count(record.parts.count)
        for part in record.parts {
            part.space.encode(into: &writer)
            writer.varint(part.seq)
            part.hash.encode(into: &writer)
        }
        writer.count(record.seen.count)
        for seen in record.seen {
            seen.space.encode(into: &writer)
            encode(seen.position, table, &writer)
        }
    }

    private func encodeExtensions(_ writer: inout ByteWriter) {
        guard !extensions.isEmpty else { return }
        writer.count(extensions.count)
        for item in extensions {
            writer.varint(item.kind)
            writer.byte(item.mustUnderstand ? 1 : 0)
            writer.block(item.content)
        }
    }
}
