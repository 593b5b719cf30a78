import ReplicaCRDT

/// How many documents came into conflict, by the kind of the field that brought it.
package struct ConflictCounts: Hashable, Sendable {
    /// Registers that several people wrote without seeing each other.
    package private(set) var registers: UInt64 = 0
    /// State machines that were moved in ways that exclude each other.
    package private(set) var machines: UInt64 = 0
    /// Counters that were counted by several people who did not see each other.
    package private(set) var counts: UInt64 = 0

    /// None yet.
    init() {}

    /// Counts one, by a field's live entries.
    mutating func count(_ entries: [Entry]) {
        switch entries.first?.payload {
        case .value: registers += 1
        case .move: machines += 1
        case .tally, .amount, .count: counts += 1
        case nil: return
        }
    }
}
