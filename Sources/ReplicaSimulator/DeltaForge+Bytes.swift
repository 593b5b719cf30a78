import ReplicaCRDT
import ReplicaDocuments

// The parts of the format, by its drawing in `DeltaDraft+Encoding.swift`; plain and slow.
extension DeltaForge {
    func varint(_ value: UInt64) -> [UInt8] {
        value < 128 ? [UInt8(value)] : [UInt8(value % 128) + 128] + varint(value / 128)
    }

    func varint(_ value: Int) -> [UInt8] { varint(UInt64(value)) }

    /// Zigzag: 0, -1, 1, -2, … become 0, 1, 2, 3, …
    func signed(_ value: Int64) -> [UInt8] {
        varint(value < 0 ? UInt64(-(value + 1)) * 2 + 1 : UInt64(value) * 2)
    }

    func text(_ value: String) -> [UInt8] { block([UInt8](value.utf8)) }

    func block(_ value: [UInt8]) -> [UInt8] { varint(value.count) + value }

    func bytes(of space: Space) -> [UInt8] {
        switch space {
        case .staff: [0]
        case .shop: [1]
        case .customer(let id): [2] + bigEndianBytes(id.high) + bigEndianBytes(id.low)
        }
    }

    func bytes(of replica: ReplicaID) -> [UInt8] { replica.node.bytes + bigEndianBytes(replica.incarnation) }

    func index(_ replica: ReplicaID, _ table: [ReplicaID]) -> [UInt8] { varint(table.firstIndex(of: replica)!) }

    func bytes(of position: Position, _ table: [ReplicaID]) -> [UInt8] {
        index(position.replica, table) + varint(position.seq) + position.hash.bytes
    }

    func bytes(of positions: [Position], _ table: [ReplicaID]) -> [UInt8] {
        varint(positions.count) + positions.flatMap { bytes(of: $0, table) }
    }

    func bytes(of change: Change, isSameDocument: Bool, _ table: [ReplicaID]) -> [UInt8] {
        let (kind, content) = content(of: change.payload)
        var out: [UInt8] = [kind + (isSameDocument ? 8 : 0)]
        if !isSameDocument { out += text(change.document.collection) + text(change.document.id) }
        out += text(change.path)
        if case .effect(let name) = change.slot { out += text(name) }
        out += varint(change.replaces.count)
        for dot in change.replaces { out += index(dot.replica, table) + varint(dot.seq) + varint(UInt64(dot.index)) }
        return out + content
    }

    private func content(of payload: Payload) -> (kind: UInt8, bytes: [UInt8]) {
        switch payload {
        case .value(let value): (0, bytes(of: value))
        case .tally(let increment, let total): (1, signed(increment) + signed(total))
        case .amount(let amount): (2, signed(amount))
        case .count(let record): (3, signed(record.adjustment) + text(record.document))
        case .move(let move): (4, text(move.from) + text(move.to))
        }
    }

    private func bytes(of value: Value) -> [UInt8] {
        switch value {
        case .null: [0]
        case .bool(let value): [value ? 2 : 1]
        case .integer(let value): [3] + signed(value)
        case .real(let value): [4] + bigEndianBytes(value.bitPattern)
        case .text(let value): [5] + text(value)
        case .bytes(let value): [6] + block(value)
        case .list(let values): [7] + varint(values.count) + values.flatMap(bytes(of:))
        case .map(let members): [8] + varint(members.count) + members.flatMap { text($0.key) + bytes(of: $0.value) }
        }
    }

    func bytes(of record: CommitRecord, _ table: [ReplicaID]) -> [UInt8] {
        var out = varint(record.parts.count)
        for part in record.parts { out += bytes(of: part.space) + varint(part.seq) + part.hash.bytes }
        out += varint(record.seen.count)
        for seen in record.seen { out += bytes(of: seen.space) + bytes(of: seen.position, table) }
        return out
    }
}
