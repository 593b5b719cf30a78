package import ReplicaCRDT

/// Positions as they are sent.
package struct PositionsReport: Equatable, Sendable {
    /// The number of the comparison or probe that this answers; 0 if none.
    package var answers: UInt64
    /// Whether the receiver is asked for its own positions, should it lack anything.
    package var asksBack: Bool
    /// The positions.
    package var positions: Positions
    /// Hashes of deltas that wait at the sender, so that they are not sent again: the oldest, within limits.
    package var waiting: [DeltaHash]

    /// A report from its fields.
    package init(answers: UInt64, asksBack: Bool, positions: Positions, waiting: [DeltaHash]) {
        self.answers = answers
        self.asksBack = asksBack
        self.positions = positions
        self.waiting = waiting
    }
}
