import Foundation

/// What goes wrong at one operation (a write, truncation, sync or removal) between SQLite and the disk.
enum Fault: CaseIterable {
    /// The process dies in the middle of the operation: half of a write is there, and nothing after it.
    case crash
    /// The power fails in the middle of the operation: everything not synced is lost.
    case powerCut
    /// The power fails, and of what was not synced every other write happens to be on the disk.
    case powerCutKeepingSome
    /// The operation fails; what follows works again.
    case inputOutputError
    /// The operation finds the disk full, after half of a write; what follows works again.
    case full

    /// Whether nothing gets through any more.
    var isFatal: Bool {
        switch self {
        case .crash, .powerCut, .powerCutKeepingSome: true
        case .inputOutputError, .full: false
        }
    }

    /// How far apart the points are that a test takes: `sparse`, or 1 if the environment has `REPLICA_EVERY_FAULT=1`.
    static func stride(_ sparse: Int) -> Int {
        ProcessInfo.processInfo.environment["REPLICA_EVERY_FAULT"] == "1" ? 1 : sparse
    }
}
