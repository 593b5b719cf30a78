/// What a storage file has done since it was opened, for metrics.
package struct StorageStatistics: Equatable, Sendable {
    /// The database file's length in bytes, without the log.
    package var fileBytes: Int
    /// Bytes of the log that are in use and not yet copied into the database.
    package var logBytes: Int
    /// Transactions committed.
    package var commits: UInt64
    /// How often the log was synced for a commit or for `sync()`.
    package var syncs: UInt64
    /// How long the last of these took, in nanoseconds, with the writing of that commit's pages.
    package var lastSyncNanoseconds: UInt64
    /// Checkpoints completed.
    package var checkpoints: UInt64
}
