/// The node's one SQLite file: the log of deltas, the documents made from it, the feed, operations and small records.
///
/// It knows bytes and rows, not what they mean. What `commit(_:durable: true)` has returned from survives a power cut; what
/// `durable: false` has returned from survives the process, and a power cut once a later `commit(_:durable: true)` or
/// `sync()` has returned. Whatever happens, a transaction is there as a whole or not at all.
///
/// One process has the directory (a lock), one connection has the file: SQLite before 3.51.3 can corrupt a file when two
/// connections write and checkpoint at once. Used from one thread at a time, and its calls block on the disk: never on
/// the cooperative pool. A closure passed to it must not call it back.
package final class StorageFile {
    /// What a handle may still do.
    enum Phase {
        case ready
        /// Reading only, with what every write throws.
        case readOnly(StorageError)
        case closed
    }

    var phase = Phase.ready
    var connection: SQLiteConnection?
    var statements: [SQLiteStatement]
    var names: NameCache
    var counts = StorageStatistics(
        fileBytes: 0, logBytes: 0, commits: 0, syncs: 0, lastSyncNanoseconds: 0, checkpoints: 0)
    /// Whether commits are in the log that no sync has covered yet.
    var hasUnsynced = false
    /// The setting that SQLite has now; it can be changed between transactions only.
    var commitsSync = false
    /// After a checkpoint that found the disk full: do not try again before the log has this many frames.
    var checkpointFrames: Int
    /// A closure of the caller is running inside a statement.
    var isReading = false

    let path: String
    let configuration: StorageConfiguration
    let digest: ([UInt8]) -> [UInt8]
    /// Held until `close()`; nil for a snapshot.
    var lock: DirectoryLock?

    /// Takes over a connection whose file has been checked and brought to the present format.
    init(
        connection: SQLiteConnection, path: String, configuration: StorageConfiguration,
        digest: @escaping ([UInt8]) -> [UInt8]
    ) throws(SQLiteFailure) {
        self.connection = connection
        self.path = path
        self.configuration = configuration
        self.digest = digest
        names = NameCache(limit: configuration.rememberedNames)
        checkpointFrames = configuration.checkpointBytes / LogUse.frameBytes
        var prepared: [SQLiteStatement] = []
        do {
            for query in StorageQuery.allCases { prepared.append(try connection.prepare(query.sql)) }
        } catch {
            // Our statements fit our tables: a table or column is missing.
            throw error.isStatementError ? SQLiteFailure(code: SQLiteFailure.corrupt, message: error.message) : error
        }
        statements = prepared
    }

    deinit { close() }

    /// Closes the file: copies the log into the database unless writing has failed, and gives up the lock. Every
    /// later call throws `.closed`; a second `close()` does nothing.
    package func close() {
        precondition(!isReading, "StorageFile was closed from inside its own closure")
        if case .readOnly = phase { try? connection?.checkpointsOnClose(false) }
        phase = .closed
        statements = []
        connection = nil
        lock = nil
    }

    /// Why nothing can be written through this handle any more; nil while it can.
    package var writeFailure: StorageError? {
        switch phase {
        case .ready: nil
        case .readOnly(let error): error
        case .closed: .closed
        }
    }

    /// What was done since opening, and how big the file is.
    package var statistics: StorageStatistics {
        var current = counts
        if case .success(let length) = SystemCall.length(of: path) { current.fileBytes = length }
        current.logBytes = (connection?.logUse.frames ?? 0) * LogUse.frameBytes
        return current
    }

    /// A prepared statement, which the caller resets after use.
    func statement(_ query: StorageQuery) throws(StorageError) -> SQLiteStatement {
        guard case .closed = phase else { return statements[query.rawValue] }
        throw .closed
    }

    /// Steps a statement outside of a transaction.
    func step(_ statement: SQLiteStatement) throws(StorageError) -> Bool {
        try SQLiteFailure.mapped { () throws(SQLiteFailure) in try statement.step() }
    }

    /// Lets `body` call the caller's closure: calling back in is a mistake that traps.
    func exclusively<Value>(_ body: () throws(StorageError) -> Value) throws(StorageError) -> Value {
        precondition(!isReading, "StorageFile was called from inside its own closure")
        isReading = true
        defer { isReading = false }
        return try body()
    }
}
