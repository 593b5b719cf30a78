package import ReplicaCRDT

/// Which passing events came lately, by publisher: each is told once however many ways it comes, and nobody's events push out
/// what is remembered of another's.
package struct EventTable: Equatable, Sendable {
    /// What became of an event.
    package enum Verdict: Equatable, Sendable {
        /// It is to be told and passed on.
        case fresh
        /// It came before.
        case known
        /// Its publisher makes too many.
        case tooMany
    }

    private struct Publisher: Equatable {
        var budget: RateBudget
        /// The newest ids, a ring.
        var ids: [UInt128] = []
        var next = 0
        var usedAt: UInt64
    }

    /// Ids remembered of one publisher: five seconds' worth at the highest rate, and a copy takes milliseconds.
    static let ids = 256
    /// Publishers remembered; beyond it the one unused for longest is forgotten.
    static let publishers = 1_024

    private let perSecond: Int
    private let burst: Int
    private var records: [NodeID: Publisher] = [:]

    /// An empty table for so many events a second of one publisher, and so many at once.
    package init(perSecond: Int, burst: Int) {
        self.perSecond = perSecond
        self.burst = burst
    }

    /// How many publishers are remembered.
    package var count: Int { records.count }

    /// Whether an event came before, as far as is remembered. O(1): at most 256 ids.
    package func has(_ id: UInt128, of publisher: NodeID) -> Bool { records[publisher]?.ids.contains(id) ?? false }

    /// Takes note of an event whose publisher is proven, at a monotonic time in microseconds. One that is too many is not
    /// remembered: it may be tried again.
    package mutating func take(_ id: UInt128, of publisher: NodeID, at now: UInt64) -> Verdict {
        if records[publisher] == nil { makeRoom() }
        var record =
            records.removeValue(forKey: publisher)
            ?? Publisher(budget: RateBudget(perSecond: perSecond, burst: burst), usedAt: now)
        defer { records[publisher] = record }
        record.usedAt = now
        guard !record.ids.contains(id) else { return .known }
        guard record.budget.take(at: now) else { return .tooMany }
        if record.ids.count < Self.ids { record.ids.append(id) } else { record.ids[record.next] = id }
        record.next = (record.next + 1) % Self.ids
        return .fresh
    }

    private mutating func makeRoom() {
        guard records.count >= Self.publishers else { return }
        let oldest = records.min { ($0.value.usedAt, $0.key) < ($1.value.usedAt, $1.key) }
        if let oldest { records[oldest.key] = nil }
    }
}
