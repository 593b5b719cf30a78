import ReplicaCRDT

/// The replicas that a delta names: the author first, the others ascending.
struct ReplicaTable {
    private(set) var replicas: [ReplicaID]

    /// All that a draft names.
    init(of draft: DeltaDraft) {
        replicas = [draft.replica]
        for position in draft.context { add(position.replica) }
        for position in draft.staffContext { add(position.replica) }
        for change in draft.changes { for dot in change.replaces { add(dot.replica) } }
        if let operation = draft.operation { add(operation.replica) }
        if let predecessor = draft.predecessor { add(predecessor.replica) }
        if let record = draft.record { for seen in record.seen { add(seen.position.replica) } }
        if replicas.count > 2 { replicas[1...].sort() }
    }

    private mutating func add(_ replica: ReplicaID) {
        if !replicas.contains(replica) { replicas.append(replica) }
    }

    /// Where a replica stands; it must be there.
    func index(of replica: ReplicaID) -> Int {
        for (index, other) in replicas.enumerated() where other == replica { return index }
        preconditionFailure("replica \(replica) is not in the table")
    }

    func encode(into writer: inout ByteWriter) {
        writer.count(replicas.count)
        for replica in replicas { replica.encode(into: &writer) }
    }

    /// Reads a table; refuses an empty one and one out of order.
    init(from reader: inout ByteReader) throws(DecodingFailure) {
        let start = reader.offset
        replicas = []
        for _ in 0..<(try reader.count(limit: FormatLimits.replicas)) { replicas.append(try ReplicaID(from: &reader)) }
        guard !replicas.isEmpty else { throw .malformed("no author", offset: start) }
        for index in replicas.indices.dropFirst() {
            guard replicas[index] != replicas[0], index == 1 || replicas[index - 1] < replicas[index] else {
                throw .malformed("replica table", offset: start)
            }
        }
    }

    /// Reads an index into the table.
    func replica(from reader: inout ByteReader) throws(DecodingFailure) -> ReplicaID {
        let start = reader.offset
        let index = try reader.varint()
        guard index < UInt64(replicas.count) else { throw .malformed("replica index", offset: start) }
        return replicas[Int(index)]
    }
}
