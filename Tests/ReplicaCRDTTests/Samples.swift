import ReplicaCRDT

/// A replica named by a small number.
func replica(_ number: Int) -> ReplicaID {
    ReplicaID(node: NodeID(high: UInt64(number), low: 7), incarnation: 1)
}

/// A name named by small numbers; the hash is a function of the dot, as it is without forks.
func name(_ author: Int, _ seq: Int, index: Int = 0) -> EntryName {
    EntryName(
        dot: Dot(replica: replica(author), seq: UInt64(seq), index: UInt32(index)), hash: hash(author, seq))
}

/// The hash of a delta named by small numbers.
func hash(_ author: Int, _ seq: Int) -> DeltaHash {
    var random = SplitMix64(seed: UInt64(author) << 32 | UInt64(seq))
    return DeltaHash(high: random.next(), low: random.next())
}

/// An entry of a register.
func registerEntry(_ author: Int, _ seq: Int, stamp: UInt64, _ value: Value) -> Entry {
    Entry(name: name(author, seq), stamp: Stamp(microseconds: stamp), slot: .whole, payload: .value(value))
}

/// An entry of a machine.
func moveEntry(_ author: Int, _ seq: Int, stamp: UInt64, _ from: String, _ to: String) -> Entry {
    Entry(
        name: name(author, seq), stamp: Stamp(microseconds: stamp), slot: .whole,
        payload: .move(Move(from: from, to: to)))
}

/// The canonical bytes of a value.
func bytes(of value: Value) -> [UInt8] {
    var writer = ByteWriter()
    value.encode(into: &writer)
    return writer.bytes
}

/// Decodes a value that fills all of `bytes`.
func value(of bytes: [UInt8]) throws(DecodingFailure) -> Value {
    var reader = ByteReader(bytes)
    let value = try Value(from: &reader)
    try reader.finish()
    return value
}
