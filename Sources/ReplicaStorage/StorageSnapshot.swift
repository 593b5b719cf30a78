internal import CSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A copy of a storage file being made, in steps between which the storage is read and written as usual.
///
/// The copy shows one state, that at the last step: SQLite carries what is written meanwhile into it. It grows under
/// the name with `.partial` at its end and gets its name when it is complete, checked and on the disk; one that is
/// dropped leaves nothing. The storage must stay open until then.
///
/// Safe because the backup's pointer is private and given back once, before its target is closed.
@safe package final class StorageSnapshot {
    private let target: SnapshotTarget
    private let source: StorageFile
    /// Nil when the copy is complete or given up.
    private var backup: OpaquePointer?
    /// Why the copy was given up.
    private var failure: StorageError?
    /// Pages not copied yet, and all pages, as of the last step.
    package private(set) var progress: (remaining: Int, total: Int) = (0, 0)

    /// Begins a copy of `file` at `path`, which must not exist; its directory must.
    init(of file: StorageFile, path: String) throws(StorageError) {
        guard let connection = file.connection else { throw .closed }
        source = file
        target = try SnapshotTarget(path: path, fileSystem: file.configuration.fileSystem)
        unsafe backup = sqlite3_backup_init(target.connection.database, "main", connection.database, "main")
        if unsafe backup == nil { throw target.connection.failure(SQLITE_ERROR).storageError }
    }

    deinit { finish() }

    /// Copies up to `pages` pages of 4,096 bytes; true when the copy has its name. After that it does nothing.
    ///
    /// - Throws: `.full`, `.failed`, `.damagedFile`, `.system`: the copy is given up and removed, the storage is
    ///   unharmed, and every later step throws the same. `.closed` if the storage was closed meanwhile.
    package func step(pages: Int) throws(StorageError) -> Bool {
        if let failure { throw failure }
        guard let running = unsafe backup else { return true }
        do throws(StorageError) {
            guard source.connection != nil else { throw .closed }
            let code = unsafe sqlite3_backup_step(running, Int32(clamping: max(1, pages)))
            unsafe progress = (Int(sqlite3_backup_remaining(running)), Int(sqlite3_backup_pagecount(running)))
            if code == SQLITE_OK { return false }
            guard code == SQLITE_DONE else { throw target.connection.failure(code).storageError }
            finish()
            try target.complete()
            return true
        } catch {
            failure = error
            finish()
            target.abandon()
            throw error
        }
    }

    private func finish() {
        unsafe sqlite3_backup_finish(backup)
        unsafe backup = nil
    }
}
