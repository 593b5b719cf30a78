import ReplicaCRDT

extension Delta {
    /// The version of the format that this program writes and reads.
    package static let version: UInt8 = 1
    /// Ed25519 and SHA-256.
    package static let suite: UInt8 = 1

    enum Flags {
        static let record: UInt8 = 1
        static let operation: UInt8 = 2
        static let predecessor: UInt8 = 4
        static let extensions: UInt8 = 8
        static let all: UInt8 = 15
        static let sameDocument: UInt8 = 8
    }

    static func position(from reader: inout ByteReader, _ table: ReplicaTable) throws(DecodingFailure)
        -> Position
    {
        let replica = try table.replica(from: &reader)
        let seq = try reader.varint()
        guard seq > 0 else { throw .malformed("position", offset: reader.offset) }
        return Position(replica: replica, seq: seq, hash: try DeltaHash(from: &reader))
    }

    static func positions(
        from reader: inout ByteReader, _ table: ReplicaTable
    ) throws(DecodingFailure) -> [Position] {
        var positions: [Position] = []
        for _ in 0..<(try reader.count(limit: FormatLimits.positions)) {
            positions.append(try position(from: &reader, table))
        }
        return positions
    }

    static func operation(
        from reader: inout ByteReader, _ table: ReplicaTable
    ) throws(DecodingFailure) -> OperationID {
        let replica = try table.replica(from: &reader)
        let high = try reader.fixed64()
        return OperationID(replica: replica, high: high, low: try reader.fixed64())
    }

    static func changes(from reader: inout ByteReader, _ table: ReplicaTable) throws(DecodingFailure)
        -> [Change]
    {
        var changes: [Change] = []
        let count = try reader.count(limit: FormatLimits.changes)
        changes.reserveCapacity(count)
        var document: DocumentKey?
        for _ in 0..<count {
            let start = reader.offset
            let head = try reader.byte()
            guard head & ~(Flags.sameDocument | 7) == 0 else { throw .malformed("change", offset: start) }
            if head & Flags.sameDocument == 0 {
                let collection = try name(from: &reader, limit: FormatLimits.collectionBytes)
                document = DocumentKey(collection, try name(from: &reader, limit: FormatLimits.idBytes))
            }
            guard let document else { throw .malformed("change without document", offset: start) }
            changes.append(try change(kind: head & 7, of: document, from: &reader, table))
        }
        return changes
    }

    private static func change(
        kind: UInt8, of document: DocumentKey, from reader: inout ByteReader, _ table: ReplicaTable
    ) throws(DecodingFailure) -> Change {
        let path = try name(from: &reader, limit: FormatLimits.pathBytes)
        let slot: Slot
        switch kind {
        case 1: slot = .own
        case 2: slot = .effect(try name(from: &reader, limit: FormatLimits.idBytes))
        case 3: slot = .count
        default: slot = .whole
        }
        var replaces: [Dot] = []
        for _ in 0..<(try reader.count(limit: FormatLimits.replaced)) {
            let start = reader.offset
            let replica = try table.replica(from: &reader)
            let seq = try reader.varint()
            guard let index = UInt32(exactly: try reader.varint()) else { throw .malformed("dot", offset: start) }
            let dot = Dot(replica: replica, seq: seq, index: index)
            if let last = replaces.last, last >= dot { throw .malformed("replaced dots out of order", offset: start) }
            replaces.append(dot)
        }
        return Change(
            document: document, path: path, slot: slot, replaces: replaces,
            payload: try Payload(kind: kind, from: &reader))
    }

    private static func name(from reader: inout ByteReader, limit: Int) throws(DecodingFailure) -> String {
        let start = reader.offset
        let text = try reader.text(limit: limit)
        guard FormatLimits.isName(text, limit: limit) else { throw .malformed("name", offset: start) }
        return text
    }

    static func record(
        from reader: inout ByteReader, _ table: ReplicaTable
    ) throws(DecodingFailure) -> CommitRecord {
        var parts: [CommitRecord.Part] = []
        for _ in 0..<(try reader.count(limit: FormatLimits.parts)) {
            let start = reader.offset
            let space = try Space(from: &reader)
            let seq = try reader.varint()
            guard space != .shop, seq > 0, parts.last.map({ $0.space < space }) ?? true else {
                throw .malformed("part", offset: start)
            }
            parts.append(.init(space: space, seq: seq, hash: try DeltaHash(from: &reader)))
        }
        var seen: [CommitRecord.Seen] = []
        for _ in 0..<(try reader.count(limit: FormatLimits.positions)) {
            let space = try Space(from: &reader)
            seen.append(.init(space: space, position: try position(from: &reader, table)))
        }
        return CommitRecord(parts: parts, seen: seen)
    }

    static func extensions(from reader: inout ByteReader) throws(DecodingFailure) -> [Extension] {
        var extensions: [Extension] = []
        for _ in 0..<(try reader.count(limit: FormatLimits.extensions)) {
            let start = reader.offset
            let kind = try reader.varint()
            let must = try reader.byte()
            guard must <= 1 else { throw .malformed("extension", offset: start) }
            let content = try reader.block(limit: FormatLimits.deltaBytes)
            guard must == 0 else { throw .unsupported("extension \(kind)") }
            extensions.append(Extension(kind: kind, mustUnderstand: false, content: content))
        }
        return extensions
    }
}
