/// Bounds of one node's memory and disk for what others send; settings, since no verdict depends on them.
package struct StoreLimits: Hashable, Sendable {
    /// Bytes of waiting deltas by one author. At the limit the author's newest are forgotten, and come again in a comparison.
    package var waitingBytesPerAuthor = 16 * 1024 * 1024
    /// Bytes of waiting deltas by all authors together whose admission is not known here yet. At the limit new ones are
    /// forgotten likewise.
    package var waitingBytesOfUnknown = 4 * 1024 * 1024
    /// Deltas waiting in all; beyond it new ones are forgotten likewise.
    package var waitingDeltas = 200_000
    /// Forks kept for display.
    package var forks = 1_000

    /// The defaults.
    package init() {}
}
