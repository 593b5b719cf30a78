package import ReplicaCRDT

/// What a node remembers of one replica's chain in one space.
package struct Chain: Hashable, Sendable {
    /// The last delta that counts in the frontier.
    package var head: Position
    /// All that the head follows in this space, itself included.
    package var past: VersionVector
    /// All that the head follows in `staff`; empty in `staff` itself.
    package var staff: VersionVector

    /// The bytes on disk: version, head's seq and hash, then both vectors (count, replica, number).
    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 128)
        writer.byte(1)
        writer.varint(head.seq)
        head.hash.encode(into: &writer)
        for vector in [past, staff] {
            writer.count(vector.items.count)
            for item in vector.items {
                item.replica.encode(into: &writer)
                writer.varint(item.seq)
            }
        }
        return writer.bytes
    }

    init(head: Position, past: VersionVector, staff: VersionVector) {
        self.head = head
        self.past = past
        self.staff = staff
    }

    /// Reads the bytes on disk of a replica's chain.
    init(of replica: ReplicaID, encoded bytes: [UInt8]) throws(DecodingFailure) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == 1 else { throw .unsupported("chain version \(version)") }
        let seq = try reader.varint()
        let head = Position(replica: replica, seq: seq, hash: try DeltaHash(from: &reader))
        let past = try Chain.vector(from: &reader)
        self.init(head: head, past: past, staff: try Chain.vector(from: &reader))
    }

    private static func vector(from reader: inout ByteReader) throws(DecodingFailure) -> VersionVector {
        var vector = VersionVector()
        for _ in 0..<(try reader.count(limit: .max)) {
            let replica = try ReplicaID(from: &reader)
            vector.raise(replica, to: try reader.varint())
        }
        return vector
    }
}
