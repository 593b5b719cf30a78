// A value's canonical bytes: a tag, then its content.
//
//   tag  content
//   00   null
//   01   false          02   true
//   03   integer        zigzag LEB128
//   04   real           8 bytes, IEEE 754 big-endian
//   05   text           varint length, UTF-8
//   06   bytes          varint length, bytes
//   07   list           varint count, values
//   08   map            varint count, (text key, value)…, keys strictly ascending by bytes
//
// Example: the list [true, -3, "é"] is  07 03 02 03 05 05 02 c3 a9

extension Value {
    /// How deep lists and maps may be nested: a constant of the format.
    package static let depthLimit = 16
    /// How many bytes one text or byte string may have: a constant of the format.
    package static let lengthLimit = 256 * 1024

    /// Appends the canonical bytes.
    package func encode(into writer: inout ByteWriter) {
        switch self {
        case .null: writer.byte(0)
        case .bool(let value): writer.byte(value ? 2 : 1)
        case .integer(let value):
            writer.byte(3)
            writer.signed(value)
        case .real(let value):
            precondition(value.isFinite, "a real must be finite, not \(value)")
            writer.byte(4)
            writer.fixed64(value.canonicalBits)
        case .text(let value):
            writer.byte(5)
            writer.text(value)
        case .bytes(let value):
            writer.byte(6)
            writer.block(value)
        case .list(let values):
            writer.byte(7)
            writer.count(values.count)
            for value in values { value.encode(into: &writer) }
        case .map(let members):
            writer.byte(8)
            writer.count(members.count)
            for member in members {
                writer.text(member.key)
                member.value.encode(into: &writer)
            }
        }
    }

    /// Reads a value; refuses any spelling but the canonical one.
    package init(from reader: inout ByteReader) throws(DecodingFailure) {
        try self.init(from: &reader, depth: 0)
    }

    private init(from reader: inout ByteReader, depth: Int) throws(DecodingFailure) {
        let start = reader.offset
        guard depth < Value.depthLimit else {
            throw .limit("values nested deeper than \(Value.depthLimit)", offset: start)
        }
        switch try reader.byte() {
        case 0: self = .null
        case 1: self = .bool(false)
        case 2: self = .bool(true)
        case 3: self = .integer(try reader.signed())
        case 4:
            let value = Double(bitPattern: try reader.fixed64())
            guard value.isFinite, value != 0 || value.sign == .plus else { throw .malformed("real", offset: start) }
            self = .real(value)
        case 5: self = .text(try reader.text(limit: Value.lengthLimit))
        case 6: self = .bytes(try reader.block(limit: Value.lengthLimit))
        case 7: self = .list(try Value.list(from: &reader, depth: depth))
        case 8: self = .map(try Value.members(from: &reader, depth: depth))
        case let tag: throw .malformed("value tag \(tag)", offset: start)
        }
    }

    private static func list(from reader: inout ByteReader, depth: Int) throws(DecodingFailure) -> [Value] {
        var values: [Value] = []
        for _ in 0..<(try reader.count(limit: lengthLimit)) {
            values.append(try Value(from: &reader, depth: depth + 1))
        }
        return values
    }

    private static func members(from reader: inout ByteReader, depth: Int) throws(DecodingFailure) -> [Member] {
        var members: [Member] = []
        for _ in 0..<(try reader.count(limit: lengthLimit)) {
            let start = reader.offset
            let key = try reader.text(limit: lengthLimit)
            if let last = members.last, !last.key.utf8.lexicographicallyPrecedes(key.utf8) {
                throw .malformed("map keys out of order", offset: start)
            }
            members.append(Member(key, try Value(from: &reader, depth: depth + 1)))
        }
        return members
    }
}
