extension StorageFile {
    /// Opens the storage of a directory, and makes both if they are not there.
    ///
    /// The directory is made with mode 0700. A new database is put together under another name and renamed, so that a
    /// file of the right name is complete. What a crash left in the log is taken over. `digest` maps a delta's body to
    /// its hash.
    ///
    /// - Throws: `.untrusted`, `.alreadyRunning`, `.foreignDatabase`, `.newerFormat`, `.damagedFile` (also for an empty
    ///   file, or a missing one beside its log: starting anew could issue numbers twice); in all these cases the
    ///   files are as they were. `.full`, `.failed`, `.system` if the disk does not do its part.
    package static func open(
        directory: String, configuration: StorageConfiguration = StorageConfiguration(),
        migrations: [StorageMigration] = StorageSchema.migrations, digest: @escaping ([UInt8]) -> [UInt8]
    ) throws(StorageError) -> StorageFile {
        let trusted = try TrustedDirectory(directory, creating: true)
        let lock = try DirectoryLock(in: trusted)
        let name = StorageSchema.fileName
        let exists = try trusted.check(name)
        let hasLog = try checkStrays(beside: name, exists: exists, in: trusted)
        if exists {
            let header = try StorageHeader(of: name, in: trusted)
            try header.requireOurs(supported: migrations.last?.version ?? 0)
            if !hasLog { try header.requireWholePages() }
        } else {
            try create(in: trusted, configuration, migrations)
        }
        let path = trusted.path(of: name)
        let connection = try connect(path, .readWrite, configuration, migrations)
        try StorageLog.prime(path: path + "-wal", name: name + "-wal", in: trusted, configuration)
        let file = try SQLiteFailure.mapped { () throws(SQLiteFailure) in
            try migrate(connection, migrations)
            try connection.execute("PRAGMA synchronous=NORMAL")
            try recover(connection)
            let file = try StorageFile(
                connection: connection, path: path, configuration: configuration, digest: digest)
            try connection.checkpointsOnClose(true)
            return file
        }
        file.lock = consume lock
        return file
    }

    /// Opens a snapshot for reading only: every write throws `.failed`. It takes no lock and changes no file.
    ///
    /// - Throws: as `open`; `.invalid` for a node's own database instead of a snapshot.
    package static func openSnapshot(
        path: String, configuration: StorageConfiguration = StorageConfiguration(),
        digest: @escaping ([UInt8]) -> [UInt8]
    ) throws(StorageError) -> StorageFile {
        let resolved = try SystemCall.realPath(path).orThrow("realpath", path)
        let header = try StorageHeader(path: resolved)
        try header.requireOurs(supported: StorageSchema.migrations.last?.version ?? 0)
        try header.requireSnapshot()
        try header.requireWholePages()
        let connection = try connect(resolved, .readOnly, configuration, StorageSchema.migrations)
        let file = try SQLiteFailure.mapped { () throws(SQLiteFailure) in
            try StorageFile(connection: connection, path: resolved, configuration: configuration, digest: digest)
        }
        file.phase = .readOnly(.failed("opened for reading only"))
        return file
    }

    /// A rollback journal never lies beside a file of ours, since it is written through the write-ahead log: SQLite would
    /// put old pages back from it. A log without its database means that the database was lost.
    /// Returns whether there is a log.
    private static func checkStrays(
        beside name: String, exists: Bool, in directory: borrowing TrustedDirectory
    ) throws(StorageError) -> Bool {
        var hasLog = false
        for suffix in ["-wal", "-journal", "-shm"] {
            guard try directory.check(name + suffix) else { continue }
            let path = directory.path(of: name + suffix)
            guard try SystemCall.length(of: path).orThrow("stat", path) > 0 else { continue }
            if !exists && suffix == "-wal" { throw .damagedFile("there is a log and no database beside it") }
            if suffix == "-journal" { throw .damagedFile("there is a rollback journal that is not ours") }
            hasLog = hasLog || suffix == "-wal"
        }
        return hasLog
    }

    /// Puts a new database together under another name, and gives it its name when it is complete and on the disk.
    private static func create(
        in directory: borrowing TrustedDirectory, _ configuration: StorageConfiguration,
        _ migrations: [StorageMigration]
    ) throws(StorageError) {
        let name = StorageSchema.fileName + ".new"
        for suffix in ["-wal", "-journal", "-shm"] { try directory.remove(name + suffix) }
        _ = try directory.createFresh(name)
        let path = directory.path(of: name)
        try SQLiteFailure.mapped { () throws(SQLiteFailure) in
            let connection = try SQLiteConnection(
                path: path, access: .readWrite, fileSystem: configuration.fileSystem)
            try connection.execute("PRAGMA page_size=4096; PRAGMA auto_vacuum=NONE; PRAGMA journal_mode=WAL")
            try migrate(connection, migrations)
            let (frames, copied) = try connection.checkpoint()
            precondition(frames == copied, "the log of a new database was copied in part: \(copied) of \(frames)")
            try connection.checkpointsOnClose(true)
        }
        // Closing removes them as a rule; everything is in the database now.
        for suffix in ["-wal", "-journal", "-shm"] { try directory.remove(name + suffix) }
        let finished = try OpenFile(
            name, in: directory.file.descriptor, shown: path, flags: 0)
        try finished.sync()
        try StorageHeader(of: name, in: directory).requireOurs(supported: migrations.last?.version ?? 0)
        try directory.rename(name, to: StorageSchema.fileName)
    }

    private static func connect(
        _ path: String, _ access: SQLiteConnection.Access, _ configuration: StorageConfiguration,
        _ migrations: [StorageMigration]
    ) throws(StorageError) -> SQLiteConnection {
        let supported = migrations.last?.version ?? 0
        let (connection, mark, version) = try SQLiteFailure.mapped { () throws(SQLiteFailure) in
            let connection = try SQLiteConnection(path: path, access: access, fileSystem: configuration.fileSystem)
            let mark = try connection.integer("PRAGMA application_id")
            return (connection, mark, try connection.integer("PRAGMA user_version"))
        }
        let applicationID = UInt32(truncatingIfNeeded: mark)
        guard applicationID == StorageSchema.applicationID else {
            throw .foreignDatabase(applicationID: applicationID)
        }
        guard let found = Int32(exactly: version), found > 0 else { throw .damagedFile("format number \(version)") }
        guard found <= supported else { throw .newerFormat(found: found, supported: supported) }
        return connection
    }

    /// Carries out the steps that the file lacks, each in a transaction that is synced.
    private static func migrate(
        _ connection: SQLiteConnection, _ migrations: [StorageMigration]
    ) throws(SQLiteFailure) {
        try connection.execute("PRAGMA synchronous=FULL")
        let present = try connection.integer("PRAGMA user_version")
        for migration in migrations where Int64(migration.version) > present {
            try connection.execute("BEGIN IMMEDIATE")
            do {
                try connection.execute(migration.script)
                let reached = try connection.integer("PRAGMA user_version")
                precondition(
                    reached == Int64(migration.version),
                    "the script of migration \(migration.version) sets another user_version")
                try connection.execute("COMMIT")
            } catch {
                if connection.inTransaction { try connection.execute("ROLLBACK") }
                throw error
            }
        }
    }

    /// Makes sure that the log is in use, and copies what a crash left in it into the database. A full disk can wait.
    private static func recover(_ connection: SQLiteConnection) throws(SQLiteFailure) {
        let mode = try connection.prepare("PRAGMA journal_mode=WAL")
        guard try mode.step(), mode.bytes(0) == Array("wal".utf8) else {
            throw SQLiteFailure(code: SQLiteFailure.inputOutput, message: "the file system does not allow for a log")
        }
        mode.reset()
        do {
            _ = try connection.checkpoint()
        } catch {
            guard error.storageError == .full else { throw error }
        }
    }
}
