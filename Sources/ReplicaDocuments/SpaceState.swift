package import ReplicaCRDT

/// One space on one node: its documents, the chains of its writers, its clock and the hash of its state.
///
/// A class, because it is looked up for every change: a struct of dictionaries costs a retain of each of them every time.
/// It belongs to its store, and to the store's thread.
package final class SpaceState {
    /// Documents by collection and id.
    package internal(set) var documents: [String: [String: Document]] = [:]
    /// The writers' chains.
    package internal(set) var chains: [ReplicaID: Chain] = [:]
    /// The heads of all chains.
    package internal(set) var frontier = Frontier()
    /// The sum over live entries and void deltas.
    package internal(set) var hash = StateHash()
    /// Makes stamps.
    var clock = HybridClock()

    /// A space that nobody has written.
    init() {}

    /// A document; nil if nobody has written it.
    package func document(_ key: DocumentKey) -> Document? { documents[key.collection]?[key.id] }

    /// The bytes on disk of what isn't a document or a chain: version, state hash, the clock's last stamp or 0.
    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 32)
        writer.byte(1)
        writer.fixed64(UInt64(truncatingIfNeeded: hash.sum >> 64))
        writer.fixed64(UInt64(truncatingIfNeeded: hash.sum))
        writer.fixed64(clock.last?.microseconds ?? 0)
        return writer.bytes
    }

    func restore(encoded bytes: [UInt8]) throws(DecodingFailure) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == 1 else { throw .unsupported("space version \(version)") }
        let high = try reader.fixed64()
        hash = StateHash(sum: UInt128(high) << 64 | UInt128(try reader.fixed64()))
        let last = try reader.fixed64()
        clock = HybridClock(last: last == 0 ? nil : Stamp(microseconds: last))
        try reader.finish()
    }
}
