/// The settings of a storage file, each with what a higher and a lower value costs.
package struct StorageConfiguration: Equatable, Sendable {
    /// The log is copied into the database when it has grown to this many bytes (16 MiB). Higher: fewer pauses of some
    /// tens of milliseconds, a bigger file beside the database, a longer recovery. Lower: the opposite. A node that
    /// calls `checkpoint()` when idle hardly ever reaches it.
    package var checkpointBytes: Int
    /// Whether the log is filled with zeros to an eighth over `checkpointBytes` when opened. A commit then never makes the file longer,
    /// which saves a third of each sync on ext4; it costs that much disk and a few milliseconds at opening. It is left
    /// out where less than four times as much is free.
    package var preallocatesLog: Bool
    /// The longest body, state, row, result, value, note, id or name accepted (16 MiB); longer ones are `.invalid`.
    package var maximumValueBytes: Int
    /// How many interned names are remembered (16,384, about 150 bytes each). Lower: more look-ups.
    package var rememberedNames: Int
    /// The SQLite VFS to use, nil for the system's. Tests put faults between SQLite and the disk with it.
    package var fileSystem: String?

    /// The defaults, unless given otherwise.
    package init(
        checkpointBytes: Int = 16 << 20, preallocatesLog: Bool = true, maximumValueBytes: Int = 16 << 20,
        rememberedNames: Int = 16_384, fileSystem: String? = nil
    ) {
        self.checkpointBytes = checkpointBytes
        self.preallocatesLog = preallocatesLog
        self.maximumValueBytes = maximumValueBytes
        self.rememberedNames = rememberedNames
        self.fileSystem = fileSystem
    }
}
