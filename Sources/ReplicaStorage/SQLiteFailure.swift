internal import CSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What SQLite reported, kept until it is known what it means for the caller.
struct SQLiteFailure: Error {
    /// The extended result code.
    let code: Int32
    /// SQLite's sentence.
    let message: String
    /// The system's error number, if a system call failed.
    let systemError: Int32

    /// The code of a file whose structure is wrong.
    static let corrupt = SQLITE_CORRUPT
    /// The code of a disk that does not do its part.
    static let inputOutput = SQLITE_IOERR

    /// The failure that a database handle reports for `code`.
    init(code: Int32, database: OpaquePointer?) {
        self.code = code
        systemError = unsafe sqlite3_system_errno(database)
        if let text = unsafe sqlite3_errmsg(database) {
            message = unsafe String(cString: text)
        } else {
            message = "SQLite error \(code)"
        }
    }

    /// A failure without a handle.
    init(code: Int32, message: String) {
        self.code = code
        self.message = message
        systemError = 0
    }

    /// Whether a statement does not fit the tables.
    var isStatementError: Bool { code & 0xFF == SQLITE_ERROR }

    /// Whether nothing can have reached the disk in part, so that the handle stays usable after a rollback.
    var leavesHandleUsable: Bool {
        switch storageError {
        case .full, .invalid, .refused: true
        default: false
        }
    }

    /// What it means for the caller.
    var storageError: StorageError {
        switch code & 0xFF {
        case SQLITE_FULL: .full
        // A quota shows as a failed write; like a full disk it wrote nothing that counts.
        case SQLITE_IOERR where code == replica_sqlite3_ioerr_write && systemError == EDQUOT: .full
        case SQLITE_CORRUPT, SQLITE_NOTADB: .damagedFile(text)
        case SQLITE_BUSY: .alreadyRunning(processID: nil)
        case SQLITE_CONSTRAINT, SQLITE_TOOBIG, SQLITE_MISMATCH: .invalid(text)
        case SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH, SQLITE_PROTOCOL: .failed(text)
        default: .refused(code: code, message)
        }
    }

    private var text: String {
        systemError == 0 ? "\(message) (\(code))" : "\(message) (\(code)): \(SystemCall.message(systemError))"
    }

    /// Runs `body` and turns SQLite's failure into what it means for the caller.
    static func mapped<Value>(_ body: () throws(SQLiteFailure) -> Value) throws(StorageError) -> Value {
        do {
            return try body()
        } catch {
            throw error.storageError
        }
    }
}
