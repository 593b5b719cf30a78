/// Why a node refused or failed. Each case says what the state is afterwards; `code` is stable, for programs.
public enum ReplicaError: Error, Hashable, Sendable {
    /// The node is closed. Nothing was changed.
    case closed
    /// There is no node in the directory, and none was to be made.
    case notFound(directory: String)
    /// Another process has the directory. Nothing was changed.
    case alreadyRunning(processID: Int32?)
    /// The directory or a file in it can't be trusted or used. Nothing was changed.
    case directory(String)
    /// The stored data are of another program, newer, or damaged. They were left as they are.
    case damaged(String)
    /// The disk did not do its part. What was to be written is not saved.
    case storage(String)
    /// A rule of the shop refuses the write. Nothing was changed.
    case refused(String)
    /// What the caller had seen has changed meanwhile. Nothing was changed.
    case stale(field: String, state: String)
    /// The arguments make no sense. Nothing was changed.
    case invalid(String)
    /// This node is not, or not yet, a member, or its role does not permit it. Nothing was changed.
    case notPermitted(String)
    /// The action was offered first to another node: whether to do it here as well is a new decision of a person.
    case offeredElsewhere(node: String)
    /// This program is older than the rules of the shop: update it. Nothing was changed.
    case needsUpdate
    /// This node's disk was rolled back, or a copy of it writes elsewhere, so that it writes nothing any more. Nothing was
    /// changed.
    case rolledBack
    /// Too many in too short a time. Nothing was changed; a moment later it will be taken.
    case tooMany(String)
    /// The invitation can't be used. Nothing was changed.
    case invitation(String)
    /// Nobody answered in time. Nothing was changed.
    case unreachable(String)

    /// A stable name for programs.
    public var code: String {
        switch self {
        case .closed: "node.closed"
        case .notFound: "node.missing"
        case .alreadyRunning: "node.running"
        case .directory: "node.directory"
        case .damaged: "storage.damaged"
        case .storage: "storage.failed"
        case .refused: "rule.refused"
        case .stale: "rule.stale"
        case .invalid: "argument.invalid"
        case .notPermitted: "role.refused"
        case .offeredElsewhere: "operation.elsewhere"
        case .needsUpdate: "program.old"
        case .rolledBack: "node.rolled-back"
        case .tooMany: "rate.exceeded"
        case .invitation: "invitation.refused"
        case .unreachable: "peer.unreachable"
        }
    }
}

extension ReplicaError: CustomStringConvertible {
    /// What, why, and what to do.
    public var description: String {
        switch self {
        case .closed: "The node is closed."
        case .notFound(let directory): "There is no shop in \(directory). Make one with `init`, or `join` one."
        case .alreadyRunning(let process):
            "Another process\(process.map { " (\($0))" } ?? "") already runs in this directory. Stop it first, or use it."
        case .directory(let what): what
        case .damaged(let what): "The stored data can't be used: \(what). The files were left as they are."
        case .storage(let what): "Not saved: \(what)."
        case .refused(let what): "Refused by the shop's rules: \(what)."
        case .stale(let field, let state): "\(field) has changed meanwhile; it is now \(state). Look again and decide."
        case .invalid(let what): what
        case .notPermitted(let what): what
        case .offeredElsewhere(let node):
            "This action was first offered to node \(node). Look there whether it was done; to do it here too, start it anew."
        case .needsUpdate: "The shop's rules are newer than this program: update it on this computer."
        case .rolledBack: Self.rolledBackText
        case .tooMany(let what): "\(what). Try again in a moment."
        case .invitation(let what): "The invitation can't be used: \(what)."
        case .unreachable(let what): what
        }
    }
}

extension ReplicaError {
    /// For the error and for the alarm that stands as long as the state.
    static let rolledBackText =
        "This computer writes nothing any more: others have changes of it that its own disk did not have, so that the disk was "
        + "set back to an older state, or a copy of its directory writes elsewhere. A further change could use a number that is "
        + "used already. What is here can be read, and changes of others arrive as far as they do not build on what was lost. To "
        + "work here again, join the shop anew in another directory with an invitation, and keep this one until nothing in it is "
        + "missed."
}
