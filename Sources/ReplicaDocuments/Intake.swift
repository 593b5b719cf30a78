package import ReplicaCRDT

/// What became of deltas that came in.
package struct Intake: Equatable, Sendable {
    /// Those that count in the frontier now (applied or void), in order.
    package var counted: [Delta] = []
    /// Those that wait now.
    package var parked: [DeltaHash] = []
    /// Those that were refused: their author is no member at their context, or did not sign them.
    package var refused: [Refusal] = []
    /// Forks found.
    package var forks: [Fork] = []
    /// Why some wait that need not: the log could not be read. An alarm.
    package var failure: ArchiveFailure?

    /// Nothing came in.
    package init() {}

    /// A delta that was refused.
    package struct Refusal: Hashable, Sendable {
        /// Which.
        package let position: Position
        /// Where.
        package let space: Space
        /// Why, for people.
        package let reason: String
    }
}
