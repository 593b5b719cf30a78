import ReplicaCRDT
import ReplicaDocuments

/// Somebody who waits until enough members have something on disk.
struct ReachWaiter {
    /// What must be there.
    let positions: [CommitRecord.Seen]
    /// On how many other nodes.
    let count: Int
    /// Until when, monotonic nanoseconds.
    let deadline: UInt64
    /// Told how many have it.
    let answer: (Int) -> Void
}
