/// A state machine as data: states with ranks, moves with roles, an initial state. A move that raises the rank is forward,
/// one that lowers it is a withdrawal; a move between equal ranks can't be declared, so that forward moves never
/// form a circle and the greatest rank is a fair winner. Names of states are compared as bytes.
package struct MachineDeclaration: Hashable, Sendable {
    /// One state.
    package struct State: Hashable, Sendable {
        /// Its name.
        package let name: String
        /// Rises along every forward move.
        package let rank: Int64

        /// A state from its parts.
        package init(_ name: String, rank: Int64) {
            self.name = name
            self.rank = rank
        }

        package static func == (left: State, right: State) -> Bool {
            left.name.hasSameBytes(as: right.name) && left.rank == right.rank
        }
    }

    /// A declared move.
    package struct Transition: Hashable, Sendable {
        /// From where to where.
        package let move: Move
        /// Who may take it.
        package let roles: RoleSet

        /// A transition from its parts.
        package init(_ from: String, _ to: String, roles: RoleSet) {
            move = Move(from: from, to: to)
            self.roles = roles
        }
    }

    /// The state of a field that nobody has written.
    package let initial: String
    /// All states.
    package let states: [State]
    /// All moves.
    package let transitions: [Transition]

    /// Checks a declaration when it is loaded: states unique and known, moves unique and between different ranks, at
    /// most 64 states and 1,024 moves.
    package init(initial: String, states: [State], transitions: [Transition]) throws(DeclarationFailure) {
        guard states.count <= 64, transitions.count <= 1024 else { throw .tooLarge }
        guard Set(states.map { [UInt8]($0.name.utf8) }).count == states.count else { throw .doubledState }
        guard states.contains(where: { $0.name.hasSameBytes(as: initial) }) else { throw .unknownState(initial) }
        for transition in transitions {
            guard let from = states.first(where: { $0.name.hasSameBytes(as: transition.move.from) }) else {
                throw .unknownState(transition.move.from)
            }
            guard let to = states.first(where: { $0.name.hasSameBytes(as: transition.move.to) }) else {
                throw .unknownState(transition.move.to)
            }
            guard from.rank != to.rank else { throw .rankNotChanged(from: from.name, to: to.name) }
        }
        guard Set(transitions.map(\.move)).count == transitions.count else { throw .doubledMove }
        self.initial = initial
        self.states = states
        self.transitions = transitions
    }

    package static func == (left: MachineDeclaration, right: MachineDeclaration) -> Bool {
        left.initial.hasSameBytes(as: right.initial) && left.states == right.states
            && left.transitions == right.transitions
    }

    /// The rank of a state; nil if it is not declared.
    package func rank(of state: String) -> Int64? { states.first { $0.name.hasSameBytes(as: state) }?.rank }

    /// Who may take a move; empty if it is not declared.
    package func roles(for move: Move) -> RoleSet { transitions.first { $0.move == move }?.roles ?? [] }

    /// Whether a move lowers the rank.
    package func isWithdrawal(_ move: Move) -> Bool {
        guard let from = rank(of: move.from), let to = rank(of: move.to) else { return false }
        return to < from
    }

    /// Whether forward moves lead from one state to another.
    package func leads(from: String, to: String) -> Bool {
        guard let goal = rank(of: to) else { return false }
        var reached = [from]
        var next = 0
        while next < reached.count {
            let state = reached[next]
            if state.hasSameBytes(as: to) { return true }
            for move in transitions.map(\.move) where move.from.hasSameBytes(as: state) && !isWithdrawal(move) {
                guard let rank = rank(of: move.to), rank <= goal else { continue }
                if !reached.contains(where: { $0.hasSameBytes(as: move.to) }) { reached.append(move.to) }
            }
            next += 1
        }
        return false
    }
}
