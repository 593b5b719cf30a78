/// Positions up to which everything is known, one a replica. After a fork a replica has several heads; this
/// version holds one, keeps the other branch apart and reports it (see `Fork`).
package struct Frontier: Hashable, Sendable {
    /// Ascending by replica.
    package private(set) var positions: [Position]

    /// A frontier that covers nothing.
    package init() { positions = [] }

    /// Positions in any order; of one replica the greatest number holds.
    package init(_ positions: some Sequence<Position>) {
        self.init()
        for position in positions { advance(to: position) }
    }

    /// The head of a replica.
    package subscript(replica: ReplicaID) -> Position? {
        for position in positions where position.replica == replica { return position }
        return nil
    }

    /// The number of a replica's head; 0 if there is none.
    package func seq(of replica: ReplicaID) -> UInt64 { self[replica]?.seq ?? 0 }

    /// Puts a replica's head forward; an older position changes nothing.
    package mutating func advance(to position: Position) {
        for index in positions.indices {
            if positions[index].replica == position.replica {
                if positions[index].seq < position.seq { positions[index] = position }
                return
            }
            if position.replica < positions[index].replica {
                positions.insert(position, at: index)
                return
            }
        }
        positions.append(position)
    }

    /// The numbers without the hashes.
    package var vector: VersionVector {
        var vector = VersionVector()
        for position in positions { vector.raise(position.replica, to: position.seq) }
        return vector
    }

    /// Count, then replica, number and hash of each.
    package func encode(into writer: inout ByteWriter) {
        writer.count(positions.count)
        for position in positions {
            position.replica.encode(into: &writer)
            writer.varint(position.seq)
            position.hash.encode(into: &writer)
        }
    }

    /// Reads a frontier; replicas must ascend, numbers be at least 1.
    package init(from reader: inout ByteReader, limit: Int = 65_536) throws(DecodingFailure) {
        self.init()
        for _ in 0..<(try reader.count(limit: limit)) {
            let start = reader.offset
            let replica = try ReplicaID(from: &reader)
            let seq = try reader.varint()
            guard seq > 0, positions.last.map({ $0.replica < replica }) ?? true else {
                throw .malformed("frontier", offset: start)
            }
            positions.append(Position(replica: replica, seq: seq, hash: try DeltaHash(from: &reader)))
        }
    }
}
