/// What a simulation found.
package struct SimulationReport: Hashable, Sendable {
    /// It decides everything.
    package let seed: UInt64
    /// Actions of users and of fate.
    package let steps: Int
    /// Everything that happened to a node.
    package let events: Int
    /// Deltas that were made.
    package let deltas: Int
    /// How much time passed in the simulation, in seconds.
    package let simulatedSeconds: Double
    /// A hash of every event, byte and outcome, in order: equal in every process for one seed, options and program.
    package let trace: UInt64
    /// Invariants that did not hold; empty if all is well. The run ends with the first.
    package let broken: [String]
}
