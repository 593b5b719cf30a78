internal import CSQLite

/// The one connection to a database file, with everything switched off that we do not use.
///
/// Safe because the handle is private and closed once, and the hook's memory outlives it.
@safe final class SQLiteConnection {
    /// How a file is opened.
    enum Access {
        case readWrite
        case readOnly
    }

    private var handle: OpaquePointer?
    /// Written by SQLite's hook after each commit that wrote pages.
    private let log: UnsafeMutablePointer<LogUse>

    /// Opens an existing file. It is not read yet, and not written to before the first statement that does.
    init(path: String, access: Access, fileSystem: String?) throws(SQLiteFailure) {
        let mode = access == .readWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
        let flags = mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW
        unsafe log = .allocate(capacity: 1)
        unsafe log.initialize(to: LogUse())
        let code =
            if let fileSystem {
                unsafe sqlite3_open_v2(path, &handle, flags, fileSystem)
            } else {
                unsafe sqlite3_open_v2(path, &handle, flags, nil)
            }
        guard code == SQLITE_OK else { throw failure(code) }
        // In the place of SQLite's own checkpoints (PRAGMA wal_autocheckpoint would take this hook away).
        unsafe sqlite3_wal_hook(
            handle,
            { context, _, _, frames in
                let log = unsafe context?.assumingMemoryBound(to: LogUse.self)
                unsafe log?.pointee.frames = Int(frames)
                unsafe log?.pointee.commits += 1
                return SQLITE_OK
            }, log)
        // First of all, before anything reads the file: then nobody comes in between and the index of the log stays in
        // our memory. A file open for reading cannot be locked that way.
        if access == .readWrite { try execute("PRAGMA locking_mode=EXCLUSIVE") }
        try harden()
    }

    deinit {
        close()
        unsafe log.deallocate()
    }

    /// Closes the file now instead of when the last reference goes.
    func close() {
        // v2: with a statement or a backup still open the handle lives until that ends, instead of leaking.
        unsafe sqlite3_close_v2(handle)
        unsafe handle = nil
    }

    /// What the last commits did to the write-ahead log.
    var logUse: LogUse { unsafe log.pointee }

    /// For the statements and snapshots of this connection only.
    var database: OpaquePointer? { unsafe handle }

    /// Whether a transaction is open.
    var inTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    /// The integer key of the row inserted last.
    var lastIdentifier: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

    /// Whether closing copies the log into the database and removes it. Off until the file is known to be ours.
    func checkpointsOnClose(_ enabled: Bool) throws(SQLiteFailure) {
        try set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, enabled ? 0 : 1)
    }

    /// Runs statements without parameters and without results.
    func execute(_ sql: StaticString) throws(SQLiteFailure) {
        let text = unsafe UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self)
        try check(unsafe sqlite3_exec(handle, text, nil, nil, nil))
    }

    /// Prepares a statement that this connection must outlive.
    func prepare(_ sql: StaticString) throws(SQLiteFailure) -> SQLiteStatement {
        guard let handle = unsafe handle else { throw SQLiteFailure(code: SQLITE_MISUSE, message: "no handle") }
        return try unsafe SQLiteStatement(sql, on: handle)
    }

    /// The first column of the first row.
    func integer(_ sql: StaticString) throws(SQLiteFailure) -> Int64 {
        let statement = try prepare(sql)
        return try statement.step() ? statement.integer(0) : 0
    }

    /// Copies the log into the database as far as possible, which is all of it: nobody else reads. Returns the frames
    /// that the log holds and how many of them are copied.
    func checkpoint() throws(SQLiteFailure) -> (frames: Int, copied: Int) {
        var frames: Int32 = 0
        var copied: Int32 = 0
        try check(unsafe sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, &frames, &copied))
        if frames == copied { unsafe log.pointee.frames = 0 }
        return (Int(frames), Int(copied))
    }

    /// Brings the log to the disk.
    func syncLog() throws(SQLiteFailure) {
        #if canImport(Darwin)
            try check(unsafe replica_sqlite3_sync_log(handle, SQLITE_SYNC_FULL))
        #else
            try check(unsafe replica_sqlite3_sync_log(handle, SQLITE_SYNC_NORMAL))
        #endif
    }

    private func harden() throws(SQLiteFailure) {
        try set(SQLITE_DBCONFIG_DEFENSIVE, 1)
        try set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        try set(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
        try set(SQLITE_DBCONFIG_ENABLE_VIEW, 0)
        try set(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)
        try set(SQLITE_DBCONFIG_DQS_DML, 0)
        try set(SQLITE_DBCONFIG_DQS_DDL, 0)
        try checkpointsOnClose(false)
        try execute(
            """
            PRAGMA cell_size_check=ON; PRAGMA foreign_keys=OFF; PRAGMA mmap_size=0;
            PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192; PRAGMA journal_size_limit=67108864; PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON
            """)
    }

    private func set(_ name: Int32, _ value: Int32) throws(SQLiteFailure) {
        try check(unsafe replica_sqlite3_set_switch(handle, name, value))
    }

    private func check(_ code: Int32) throws(SQLiteFailure) {
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// The failure that this connection reports for a code.
    func failure(_ code: Int32) -> SQLiteFailure { unsafe SQLiteFailure(code: code, database: handle) }
}
