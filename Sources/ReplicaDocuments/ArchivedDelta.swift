/// A delta of the log, with what this node alone knows of it.
package struct ArchivedDelta: Sendable {
    /// The delta.
    package let delta: Delta
    /// What became of it here.
    package let verdict: Verdict
    /// Where it stands in this node's order of application.
    package let order: Int64
    /// When it arrived here, in milliseconds since 1970 by the own clock.
    package let receivedMilliseconds: Int64

    /// An archived delta from its parts.
    package init(delta: Delta, verdict: Verdict, order: Int64, receivedMilliseconds: Int64) {
        self.delta = delta
        self.verdict = verdict
        self.order = order
        self.receivedMilliseconds = receivedMilliseconds
    }
}
