/// Reads a set of live entries as a last-writer-wins register that keeps its losers.
package struct RegisterReading: Hashable, Sendable {
    /// The entry shown: the greatest (stamp, name).
    package let shown: Entry
    /// What concurrent authors wrote and the tie discarded, ascending by name; the next write replaces them all.
    package let losers: [Entry]

    /// Reads entries; nil if there are none.
    package init?(_ entries: [Entry]) {
        guard let winner = entries.tieWinner else { return nil }
        shown = winner
        losers = entries.filter { $0.name != winner.name }.sorted { $0.name < $1.name }
    }

    /// The value shown.
    package var value: Value { Self.value(of: shown) }

    /// Whether a person should look: a loser says something else than what is shown.
    package var isConflict: Bool { losers.contains { Self.value(of: $0) != value } }

    private static func value(of entry: Entry) -> Value {
        if case .value(let value) = entry.payload { value } else { .null }
    }
}
