import ReplicaCRDT

/// The entries of a field that a person saw, when a form was opened: a later write replaces only those of them that are
/// still live, so that what arrived meanwhile is not overwritten unseen.
public struct SeenEntries: Hashable, Sendable {
    let dots: [Dot]

    init(_ dots: [Dot]) { self.dots = dots }

    /// Reads what `token` writes.
    public init?(token: String) {
        guard let bytes = [UInt8](hexadecimalText: token) else { return nil }
        var reader = ByteReader(bytes)
        var dots: [Dot] = []
        do {
            for _ in 0..<(try reader.count(limit: 4_096)) { dots.append(try Dot(from: &reader)) }
            try reader.finish()
        } catch {
            return nil
        }
        self.dots = dots
    }

    /// Whether all of some entries are among these.
    public func contains(_ others: SeenEntries) -> Bool { others.dots.allSatisfy(dots.contains) }

    /// An opaque token for forms and URLs.
    public var token: String {
        var writer = ByteWriter(capacity: 8 + dots.count * 40)
        writer.count(dots.count)
        for dot in dots { dot.encode(into: &writer) }
        return writer.bytes.hexadecimalText
    }
}

extension Dot {
    /// Replica, number, index.
    func encode(into writer: inout ByteWriter) {
        replica.encode(into: &writer)
        writer.varint(seq)
        writer.varint(UInt64(index))
    }

    /// Reads what `encode` writes.
    init(from reader: inout ByteReader) throws(DecodingFailure) {
        let replica = try ReplicaID(from: &reader)
        let seq = try reader.varint()
        guard let index = UInt32(exactly: try reader.varint()) else { throw .malformed("dot", offset: reader.offset) }
        self.init(replica: replica, seq: seq, index: index)
    }
}
