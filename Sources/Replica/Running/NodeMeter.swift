import ReplicaCRDT
import ReplicaDocuments
import ReplicaTransport

/// What the node counts and times on its own thread. Nothing here is locked or atomic: who wants to know asks the thread.
struct NodeMeter {
    /// One commit of its own, or one delivery of others', into the store in memory.
    var apply = DurationHistogram(DurationHistogram.short)
    /// One durable transaction of the database, write and fsync.
    var fsync = DurationHistogram(DurationHistogram.short)
    /// Commits that took effect, made here and elsewhere.
    var ownCommits: UInt64 = 0
    var othersCommits: UInt64 = 0

    /// Counts rows that became visible.
    mutating func count(_ rows: [FeedRow], own: ReplicaID) {
        for row in rows { if row.replica == own { ownCommits += 1 } else { othersCommits += 1 } }
    }

    /// Takes note that others' deltas were taken in since a monotonic time in microseconds.
    mutating func applied(_ deltas: Int, since begun: UInt64) {
        guard deltas > 0 else { return }
        apply.observe(nanoseconds: MonotonicClock.now &- begun &* 1_000)
    }
}
