/// A delta on its way in.
package struct Incoming: Sendable {
    /// The delta.
    package let delta: Delta
    /// Whether its author's signature has been checked already (a backlog is checked on all cores first).
    package let isVerified: Bool
    /// Whether it was pushed as it was made, and not caught up.
    package let isLive: Bool
    /// Whether the log has it already, as waiting.
    var isLogged = false

    /// A delta on its way in.
    package init(_ delta: Delta, isVerified: Bool = false, isLive: Bool) {
        self.delta = delta
        self.isVerified = isVerified
        self.isLive = isLive
    }
}
