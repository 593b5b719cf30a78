import ReplicaCRDT

/// One case of the definition of a machine's conflict: live moves, the state shown, and whether it is one.
struct ConflictCase: Sendable, CustomStringConvertible {
    let description: String
    /// The live entries, by rising stamp.
    let moves: [Move]
    let state: String
    let isConflict: Bool

    /// A case from moves like "open > paid, reported > paid".
    init(_ description: String, _ moves: String, shows state: String, _ isConflict: Bool) {
        self.description = description
        self.state = state
        self.isConflict = isConflict
        self.moves = moves.split(separator: ", ").map { move in
            let states = move.split(separator: " > ")
            return Move(from: String(states[0]), to: String(states[1]))
        }
    }

    /// Every case, on `MachineExamples.payment`.
    static let all: [ConflictCase] = [
        .init("a single forward move", "open > paid", shows: "paid", false),
        .init("a single withdrawal", "reported > open", shows: "open", false),
        .init("the same move twice", "open > paid, open > paid", shows: "paid", false),
        .init("two ways to one state", "open > paid, reported > paid", shows: "paid", false),
        .init("one state on the way to the other", "open > reported, open > paid", shows: "paid", false),
        .init("on the way over another state", "open > reported, paid > refunded", shows: "refunded", false),
        .init("neither leads to the other, equal rank", "open > paid, open > written off", shows: "written off", true),
        .init("neither leads, other rank", "paid > refunded, open > written off", shows: "refunded", true),
        .init("neither leads: no forward move", "open > reported, open > written off", shows: "written off", true),
        .init("a withdrawal meets a forward move", "reported > open, reported > paid", shows: "paid", true),
        .init("a withdrawal meets itself", "reported > open, reported > open", shows: "open", true),
        .init(
            "a third that is unrelated", "open > reported, open > paid, open > written off", shows: "written off", true),
        .init("three in a row", "open > reported, open > paid, paid > refunded", shows: "refunded", false),
    ]
}
