extension StorageFile {
    /// Writes a batch in one transaction.
    ///
    /// With `durable` it is on the disk when this returns, and so is everything committed before it; without, it
    /// survives the end of this process, and a power cut once a durable commit or `sync()` has followed.
    ///
    /// - Throws: `.full` (nothing left behind, later commits may succeed), `.invalid` (the batch cannot be stored, nothing
    ///   left behind), `.refused` (lack of memory, nothing left behind), `.failed` or `.damagedFile` (it is not known
    ///   what reached the disk; this handle writes nothing more), `.closed`.
    package func commit(_ batch: StorageBatch, durable: Bool) throws(StorageError) {
        let connection = try writable()
        try requireStorable(batch)
        guard !batch.isEmpty else {
            if durable { try sync() }
            return
        }
        let before = connection.logUse.commits
        let started = SystemCall.monotonicNanoseconds()
        do {
            try setSync(durable)
            try transaction { () throws(SQLiteFailure) in try write(batch) }
        } catch {
            throw settle(error)
        }
        counts.commits += 1
        hasUnsynced = hasUnsynced || !durable
        if durable && connection.logUse.commits != before {
            hasUnsynced = false
            noteSync(since: started)
        } else if durable {
            // Nothing changed a page, so SQLite had nothing to sync; earlier commits may still wait for it.
            try sync()
        }
        checkpointIfDue()
    }

    /// Brings everything committed so far to the disk; returns at once if it is there.
    ///
    /// - Throws: `.failed` if the disk did not take it: this handle writes nothing more.
    package func sync() throws(StorageError) {
        let connection = try writable()
        guard hasUnsynced else { return }
        let started = SystemCall.monotonicNanoseconds()
        do {
            try connection.syncLog()
        } catch {
            throw fail(error)
        }
        hasUnsynced = false
        noteSync(since: started)
    }

    /// Copies the log into the database, so that the log is used from its start again. For idle moments: it takes up to
    /// some tens of milliseconds, and two syncs.
    ///
    /// - Throws: `.full` (nothing is lost, the log goes on growing), `.failed`.
    package func checkpoint() throws(StorageError) {
        let connection = try writable()
        guard connection.logUse.frames > 0 else { return }
        do {
            try setSync(false)
            if try connection.checkpoint().copied > 0 { counts.checkpoints += 1 }
        } catch {
            throw settle(error)
        }
        hasUnsynced = false
        checkpointFrames = configuration.checkpointBytes / LogUse.frameBytes
    }

    /// The connection, if this handle may still write.
    func writable() throws(StorageError) -> SQLiteConnection {
        precondition(!isReading, "StorageFile was written to from inside its own closure")
        if let failure = writeFailure { throw failure }
        guard let connection else { throw .closed }
        return connection
    }

    /// Runs `body` in a transaction and rolls it back if it throws.
    func transaction(_ body: () throws(SQLiteFailure) -> Void) throws(SQLiteFailure) {
        try statements[StorageQuery.begin.rawValue].run()
        do {
            try body()
            try statements[StorageQuery.commit.rawValue].run()
        } catch {
            names.forgetAll()
            if connection?.inTransaction == true { try statements[StorageQuery.rollback.rawValue].run() }
            throw error
        }
    }

    /// Decides what a failure means for this handle.
    private func settle(_ failure: SQLiteFailure) -> StorageError {
        failure.leavesHandleUsable ? failure.storageError : fail(failure)
    }

    /// Ends writing: after a failed write or sync the system may report success for pages that it dropped.
    private func fail(_ failure: SQLiteFailure) -> StorageError {
        let error: StorageError =
            switch failure.storageError {
            case .damagedFile(let detail): .damagedFile(detail)
            case .failed(let detail): .failed(detail)
            default: .failed(failure.message)
            }
        phase = .readOnly(error)
        return error
    }

    private func setSync(_ enabled: Bool) throws(SQLiteFailure) {
        guard enabled != commitsSync, let connection else { return }
        try connection.execute(enabled ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL")
        commitsSync = enabled
    }

    private func noteSync(since started: UInt64) {
        counts.syncs += 1
        counts.lastSyncNanoseconds = SystemCall.monotonicNanoseconds() &- started
    }

    /// The commit has succeeded: a checkpoint that fails after it is not its caller's matter. A full disk is tried again
    /// when the log has doubled; any other failure ends writing and shows at the next commit.
    private func checkpointIfDue() {
        guard let connection, connection.logUse.frames >= checkpointFrames else { return }
        do {
            try checkpoint()
        } catch {
            checkpointFrames = connection.logUse.frames * 2
        }
    }
}
