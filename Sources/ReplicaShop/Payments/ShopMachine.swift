/// A state machine as it is declared in the shop's rules: states, moves, who may take each, and a rank for each state.
///
/// What two people did while apart is merged by rank: the state of the highest rank is shown. That is only right if the
/// rank rises along every forward move, so that a state which somebody reached from another always ranks above it, and
/// no clock decides between the two. A move that lowers the rank is a *withdrawal*; one that meets a concurrent move is
/// listed as a conflict. No move keeps the rank.
public struct ShopMachine<State>: Sendable
where State: RawRepresentable & CaseIterable & Hashable & Sendable, State.RawValue == String {
    /// One permitted step.
    public struct Move: Hashable, Sendable {
        /// The state that it starts from.
        public let from: State
        /// The state that it leads to.
        public let to: State
        /// Who may take it; not empty.
        public let roles: Set<ShopRole>
    }

    /// The field's name in the bill.
    public let field: String
    /// The state of a bill of which no move is known.
    public let initial: State
    /// All moves, in the order in which they are declared.
    public let moves: [Move]
    private let ranks: [State: Int]

    init(field: String, initial: State, ranks: [State: Int], moves: [Move]) {
        self.field = field
        self.initial = initial
        self.ranks = ranks
        self.moves = moves
    }

    /// The rank of a state; a state without a declared one ranks below all, which ``brokenLaws`` reports.
    public func rank(of state: State) -> Int { ranks[state] ?? .min }

    /// Whether `role` may move a bill from one state to the other.
    public func allows(_ role: ShopRole, from: State, to: State) -> Bool {
        moves.contains { $0.from == from && $0.to == to && $0.roles.contains(role) }
    }

    /// Whether there is such a move for anybody.
    public func has(from: State, to: State) -> Bool {
        moves.contains { $0.from == from && $0.to == to }
    }

    /// Whether the move takes something back.
    public func isWithdrawal(_ move: Move) -> Bool { rank(of: move.to) < rank(of: move.from) }

    /// Whether forward moves lead from one state to the other (none are needed from a state to itself).
    public func leads(from: State, to: State) -> Bool {
        var reached: Set<State> = [from]
        var pending = [from]
        while let state = pending.popLast() {
            for move in moves where move.from == state && !isWithdrawal(move) && reached.insert(move.to).inserted {
                pending.append(move.to)
            }
        }
        return reached.contains(to)
    }

    /// The laws that the declaration breaks, in words; empty for a sound one.
    public var brokenLaws: [String] {
        var broken: [String] = []
        for state in State.allCases {
            if ranks[state] == nil { broken.append("\(state.rawValue) has no rank") }
            if !canReach(state) { broken.append("\(state.rawValue) cannot be reached") }
        }
        for (one, other) in pairs where rank(of: one) == rank(of: other) {
            broken.append("\(one.rawValue) and \(other.rawValue) have one rank: a clock would choose")
        }
        for move in moves {
            if move.from == move.to { broken.append("\(move.from.rawValue) moves to itself") }
            if move.roles.isEmpty { broken.append("nobody may move \(move.from.rawValue) to \(move.to.rawValue)") }
            if moves.count(where: { $0.from == move.from && $0.to == move.to }) > 1 {
                broken.append("\(move.from.rawValue) to \(move.to.rawValue) is declared twice")
            }
        }
        if State.allCases.contains(where: { rank(of: $0) < rank(of: initial) }) {
            broken.append("\(initial.rawValue), the initial state, has not the lowest rank")
        }
        return broken
    }

    private func canReach(_ state: State) -> Bool {
        state == initial || moves.contains { $0.to == state && !isWithdrawal($0) && leads(from: initial, to: state) }
    }

    private var pairs: [(State, State)] {
        let states = Array(State.allCases)
        return states.indices.flatMap { one in states[(one + 1)...].map { (states[one], $0) } }
    }
}
