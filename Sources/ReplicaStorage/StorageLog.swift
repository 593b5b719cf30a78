#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The write-ahead log as a file.
enum StorageLog {
    /// Prepares the log before it is written to.
    ///
    /// What a crash left in it is written again in place and synced: after a failed sync the system may hold pages as
    /// clean that the disk does not have, and copying on from such a log could tear the database at a power cut. Then it is filled
    /// with zeros to the length at which it is copied (SQLite takes zeros for the end): a sync of a file that
    /// does not grow need not write the file system's own journal.
    static func prime(
        path: String, name: String, in directory: borrowing TrustedDirectory, _ configuration: StorageConfiguration
    ) throws(StorageError) {
        guard let file = try directory.open(name, flags: O_RDWR) else { return }
        try file.requireOwnFile(secret: false)
        let length = try file.length()
        for offset in stride(from: 0, to: length, by: chunkBytes) {
            try file.write(try file.read(count: min(chunkBytes, length - offset), at: offset), at: offset)
        }
        if length > 0 { try file.sync() }
        try preallocate(file, from: length, configuration)
    }

    private static let chunkBytes = 1 << 20

    /// A disk with little room, or that is full after all, does without.
    private static func preallocate(
        _ file: borrowing OpenFile, from length: Int, _ configuration: StorageConfiguration
    ) throws(StorageError) {
        // An eighth more, for the commit that reaches the limit.
        let wanted = configuration.checkpointBytes + configuration.checkpointBytes / 8
        guard configuration.preallocatesLog, length < wanted else { return }
        let free = try SystemCall.freeBytes(file.descriptor).orThrow("statvfs", file.path)
        guard free / 4 > UInt64(wanted) else { return }
        let zeros = [UInt8](repeating: 0, count: chunkBytes)
        do {
            for offset in stride(from: length, to: wanted, by: chunkBytes) {
                try file.write(wanted - offset < chunkBytes ? Array(zeros.prefix(wanted - offset)) : zeros, at: offset)
            }
            try file.sync()
        } catch {
            try file.truncate(to: length)
        }
    }
}
