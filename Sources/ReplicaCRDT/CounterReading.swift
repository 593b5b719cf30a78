/// Reads a set of live entries as a PN-counter (Shapiro et al. 2011, section 3.1.3): the sum of its slots, in 128 bits.
/// Every replica has one ordinary slot with its running total. Of the concurrent entries of an effect slot one counts;
/// of counts that did not see each other one holds and the others are a conflict: they are never added.
package struct CounterReading: Hashable, Sendable {
    /// The largest change of one write: 2^40.
    package static let changeLimit: Int64 = 1 << 40

    /// The sum of all slots.
    package let value: Int128
    /// The sum of all slots but the count: what a new count subtracts.
    package let withoutCount: Int128
    /// The count that holds, if any.
    package let count: Entry?
    /// Counts that the holding one did not see and that did not see it, ascending by name.
    package let otherCounts: [Entry]

    /// Reads entries.
    package init(_ entries: [Entry]) {
        var sum: Int128 = 0
        var effects: [Slot: Entry] = [:]
        var counts: [Entry] = []
        for entry in entries {
            switch entry.slot {
            case .own: sum += Self.amount(of: entry)
            case .effect:
                if let other = effects[entry.slot], entry.losesTie(against: other) { continue }
                effects[entry.slot] = entry
            case .count: counts.append(entry)
            case .whole: continue
            }
        }
        for entry in effects.values { sum += Self.amount(of: entry) }
        withoutCount = sum
        count = counts.tieWinner
        otherCounts = counts.filter { [count] in $0.name != count?.name }.sorted { $0.name < $1.name }
        value = sum + (count.map(Self.amount) ?? 0)
    }

    private static func amount(of entry: Entry) -> Int128 {
        switch entry.payload {
        case .tally(_, let total): Int128(total)
        case .amount(let amount): Int128(amount)
        case .count(let record): Int128(record.adjustment)
        case .value, .move: 0
        }
    }
}
