/// One move of a state machine. States are compared as bytes.
package struct Move: Hashable, Sendable {
    /// The state that the replaced entries resolve to, or the initial state.
    package let from: String
    /// The state after the move.
    package let to: String

    /// A move from its two states.
    package init(from: String, to: String) {
        self.from = from
        self.to = to
    }

    package static func == (left: Move, right: Move) -> Bool {
        left.from.hasSameBytes(as: right.from) && left.to.hasSameBytes(as: right.to)
    }
}
