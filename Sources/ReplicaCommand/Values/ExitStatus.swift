/// What the process tells its caller when it ends. The numbers are an interface: scripts depend on them.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Done, or nothing had to be done.
    case done = 0
    /// Failed for a reason that no other number names.
    case failed = 1
    /// The command line itself was wrong; nothing was attempted.
    case usage = 2
    /// What the command names does not exist here.
    case notFound = 3
    /// A rule of the shop forbids it, as voiding a paid bill.
    case refused = 4
    /// The node is not running or does not answer.
    case unreachable = 5
    /// The caller, or this node's role, may not do it.
    case notPermitted = 6
    /// Saved on this computer, but not acknowledged by as many peers as asked, in the time given.
    case reachNotAttained = 7
    /// A check found warnings.
    case degraded = 8
    /// Stored data is damaged.
    case damaged = 9
    /// Ended by SIGINT, as by Control-C.
    case interrupted = 130
    /// Ended by SIGTERM.
    case terminated = 143

    /// The meaning in a few words, for help texts.
    package var meaning: String {
        switch self {
        case .done: "done"
        case .failed: "failed"
        case .usage: "the command line was wrong; nothing was attempted"
        case .notFound: "not found"
        case .refused: "refused by a rule of the shop"
        case .unreachable: "replica is not running, or does not answer"
        case .notPermitted: "not permitted"
        case .reachNotAttained: "saved here, but the asked reach was not attained in time"
        case .degraded: "a check found warnings"
        case .damaged: "stored data is damaged"
        case .interrupted: "interrupted (SIGINT)"
        case .terminated: "terminated (SIGTERM)"
        }
    }
}
