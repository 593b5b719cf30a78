/// Reads a set of live entries as a state machine: shown is the live entry with the greatest (rank, stamp, name).
package struct MachineReading: Hashable, Sendable {
    /// The state shown.
    package let state: String
    /// The entry that put it there; nil while nobody has written.
    package let shown: Entry?
    /// Entries that did not see the one shown, ascending by name.
    package let others: [Entry]
    /// Whether a person should decide: two live entries have different states of which neither leads to the other by
    /// forward moves, or a withdrawal meets a concurrent entry.
    package let isConflict: Bool

    /// Reads entries by a declaration. A state that is not declared ranks below all others.
    package init(_ entries: [Entry], by declaration: MachineDeclaration) {
        let winner = entries.max { left, right in
            let a = declaration.rank(of: Self.move(of: left).to)
            let b = declaration.rank(of: Self.move(of: right).to)
            if a == b { return left.losesTie(against: right) }
            guard let a, let b else { return a == nil }
            return a < b
        }
        shown = winner
        state = winner.map { Self.move(of: $0).to } ?? declaration.initial
        others = entries.filter { $0.name != winner?.name }.sorted { $0.name < $1.name }
        isConflict = Self.conflict(entries.map(Self.move), declaration)
    }

    private static func conflict(_ moves: [Move], _ declaration: MachineDeclaration) -> Bool {
        guard moves.count > 1 else { return false }
        if moves.contains(where: declaration.isWithdrawal) { return true }
        for (index, left) in moves.enumerated() {
            for right in moves[(index + 1)...] where !left.to.hasSameBytes(as: right.to) {
                let related =
                    declaration.leads(from: left.to, to: right.to) || declaration.leads(from: right.to, to: left.to)
                if !related { return true }
            }
        }
        return false
    }

    private static func move(of entry: Entry) -> Move {
        if case .move(let move) = entry.payload { move } else { Move(from: "", to: "") }
    }
}
