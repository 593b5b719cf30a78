/// What probes and comparisons that went as datagrams tell of the path to one peer.
struct ProbeRecord {
    /// How many of the last probes are counted.
    static let window = 32

    private struct Sent {
        let sequence: UInt64
        let at: UInt64
    }

    private var sent: [Sent] = []
    private var outcomes: UInt64 = 0
    private var counted = 0
    /// Smoothed, in microseconds (RFC 6298, section 2: 1/8 of each new one); 0 if unknown.
    private(set) var roundTrip: UInt64 = 0

    /// Takes note that a probe left; those that are older than `patience` count as lost.
    mutating func sent(_ sequence: UInt64, at now: UInt64, patience: UInt64) {
        while let first = sent.first, now - first.at > patience || sent.count >= Self.window {
            sent.removeFirst()
            count(lost: true)
        }
        sent.append(Sent(sequence: sequence, at: now))
    }

    /// Takes note of an answer; one to nothing that is known is ignored.
    mutating func answered(_ sequence: UInt64, at now: UInt64) {
        guard let index = sent.firstIndex(where: { $0.sequence == sequence }) else { return }
        let took = now - sent[index].at
        sent.remove(at: index)
        roundTrip = roundTrip == 0 ? max(took, 1) : roundTrip - roundTrip / 8 + took / 8
        count(lost: false)
    }

    /// Takes note that a probe's loss tells nothing (its session ends, the own process slept).
    mutating func forget() { sent = [] }

    private mutating func count(lost: Bool) {
        outcomes = outcomes << 1 | (lost ? 1 : 0)
        counted = min(counted + 1, Self.window)
    }

    /// How many of the last probes were all lost.
    var lostInARow: Int { min((~outcomes).trailingZeroBitCount, counted) }

    /// Lost probes among the last ones, in thousandths.
    var lossPermille: Int {
        guard counted > 0 else { return 0 }
        let mask = UInt64.max >> UInt64(64 - counted)
        return (outcomes & mask).nonzeroBitCount * 1000 / counted
    }
}
