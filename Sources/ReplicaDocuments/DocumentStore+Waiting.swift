package import ReplicaCRDT

// What waits, for the protocol: comparisons name it, so that it is not sent again, and it is passed on, since it may wait for
// something that is missing here only.
extension DocumentStore {
    /// Deltas that wait, of spaces that `isShared` names, in order of arrival, at most `limit`. Linear in what waits.
    package func waitingDeltas(limit: Int, in isShared: (Space) -> Bool) -> [Delta] {
        guard !waiting.items.isEmpty else { return [] }
        return waiting.items.values.filter { isShared($0.incoming.delta.space) }
            .sorted { ($0.order, $0.incoming.delta.hash) < ($1.order, $1.incoming.delta.hash) }
            .prefix(limit).map(\.incoming.delta)
    }

    /// Whether deltas wait only because the log could not be read; the next `receive` looks at them again.
    package var awaitsLog: Bool { !waiting.waiting(for: .readableLog).isEmpty }

    /// Whether a delta waits.
    package func isWaiting(_ hash: DeltaHash) -> Bool { waiting.items[hash] != nil }

    /// The sum, modulo 2^128, of the hashes of what waits in spaces that `isShared` names. Linear in what waits.
    package func waitingSum(in isShared: (Space) -> Bool) -> UInt128 {
        var sum: UInt128 = 0
        for (hash, item) in waiting.items where isShared(item.incoming.delta.space) {
            sum &+= UInt128(hash.high) << 64 | UInt128(hash.low)
        }
        return sum
    }
}
