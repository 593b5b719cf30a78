package import ReplicaCRDT

// A document's bytes on disk, version 1 (this node's own; never sent):
//
//   0  version, 01
//   …  replicas: count, 24 bytes each
//   …  cells: count, each: payload kind, path text, [effect text], replica index, seq, index, hash 16, stamp, content
extension Document {
    /// The bytes on disk.
    package var encoded: [UInt8] {
        // By index: `for cell in cells` would copy each cell, which retains and releases its texts.
        var replicas: [ReplicaID] = []
        for index in cells.indices where !replicas.contains(cells[index].entry.name.dot.replica) {
            replicas.append(cells[index].entry.name.dot.replica)
        }
        var writer = ByteWriter(capacity: 64 + cells.count * 64)
        writer.byte(1)
        writer.count(replicas.count)
        for replica in replicas { replica.encode(into: &writer) }
        writer.count(cells.count)
        for index in cells.indices { cells[index].encode(into: &writer, replicas) }
        return writer.bytes
    }

    /// Reads the bytes on disk.
    package init(encoded bytes: [UInt8]) throws(DecodingFailure) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == 1 else { throw .unsupported("document version \(version)") }
        var replicas: [ReplicaID] = []
        for _ in 0..<(try reader.count(limit: .max)) { replicas.append(try ReplicaID(from: &reader)) }
        var cells: [Cell] = []
        let count = try reader.count(limit: .max)
        cells.reserveCapacity(count)
        for _ in 0..<count { cells.append(try Document.cell(from: &reader, replicas)) }
        try reader.finish()
        self.init(cells: cells)
    }

    private static func cell(from reader: inout ByteReader, _ replicas: [ReplicaID]) throws(DecodingFailure) -> Cell {
        let start = reader.offset
        let kind = try reader.byte()
        let path = try reader.text(limit: FormatLimits.pathBytes)
        let slot: Slot
        switch kind {
        case 1: slot = .own
        case 2: slot = .effect(try reader.text(limit: FormatLimits.idBytes))
        case 3: slot = .count
        default: slot = .whole
        }
        let replica = try reader.varint()
        guard replica < UInt64(replicas.count) else { throw .malformed("replica index", offset: start) }
        let seq = try reader.varint()
        guard let index = UInt32(exactly: try reader.varint()) else { throw .malformed("dot", offset: start) }
        let hash = try DeltaHash(from: &reader)
        let stamp = Stamp(microseconds: try reader.varint())
        let name = EntryName(dot: Dot(replica: replicas[Int(replica)], seq: seq, index: index), hash: hash)
        return Cell(
            path: path,
            entry: Entry(name: name, stamp: stamp, slot: slot, payload: try Payload(kind: kind, from: &reader)))
    }
}

extension Cell {
    fileprivate func encode(into writer: inout ByteWriter, _ replicas: [ReplicaID]) {
        writer.byte(entry.payload.kindByte)
        writer.text(path)
        if case .effect(let name) = entry.slot { writer.text(name) }
        writer.count(replicas.firstIndex(of: entry.name.dot.replica)!)
        writer.varint(entry.name.dot.seq)
        writer.varint(UInt64(entry.name.dot.index))
        entry.name.hash.encode(into: &writer)
        writer.varint(entry.stamp.microseconds)
        entry.payload.encodeContent(into: &writer)
    }
}
