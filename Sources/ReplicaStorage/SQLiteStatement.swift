internal import CSQLite

/// A prepared statement of one connection. Values are bound, never put into the text.
///
/// Safe because the pointer is private, lives from `init` to `finalize`, and every column is copied out.
@safe final class SQLiteStatement {
    private let pointer: OpaquePointer
    private var bindCode: Int32 = SQLITE_OK
    private var nextIndex: Int32 = 1

    /// Prepares `sql` for many uses.
    init(_ sql: StaticString, on database: OpaquePointer) throws(SQLiteFailure) {
        var prepared: OpaquePointer?
        let text = unsafe UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self)
        let code = unsafe sqlite3_prepare_v3(
            database, text, Int32(sql.utf8CodeUnitCount), UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared = unsafe prepared else {
            throw unsafe SQLiteFailure(code: code, database: database)
        }
        unsafe pointer = prepared
    }

    deinit { unsafe sqlite3_finalize(pointer) }

    /// Binds the next parameter.
    @discardableResult
    func bind(_ value: Int64) -> Self {
        note(unsafe sqlite3_bind_int64(pointer, nextIndex, value))
    }

    /// Binds a copy of the bytes to the next parameter; an empty array is an empty blob, not NULL.
    @discardableResult
    func bind(_ value: [UInt8]) -> Self {
        guard !value.isEmpty else { return note(unsafe sqlite3_bind_zeroblob(pointer, nextIndex, 0)) }
        return note(
            unsafe value.withUnsafeBytes { bytes in
                unsafe replica_sqlite3_bind_copy(pointer, nextIndex, bytes.baseAddress, UInt64(bytes.count))
            })
    }

    /// Binds NULL to the next parameter.
    @discardableResult
    func bindNull() -> Self { note(unsafe sqlite3_bind_null(pointer, nextIndex)) }

    /// Runs to the next row; false at the end.
    func step() throws(SQLiteFailure) -> Bool {
        guard bindCode == SQLITE_OK else { throw failure(bindCode) }
        let code = unsafe sqlite3_step(pointer)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw failure(code)
    }

    /// Runs a statement that returns no rows, and makes it ready for the next use.
    func run() throws(SQLiteFailure) {
        defer { reset() }
        _ = try step()
    }

    /// Ends a use: forgets bound values and releases what the statement held.
    func reset() {
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_clear_bindings(pointer)
        bindCode = SQLITE_OK
        nextIndex = 1
    }

    /// An integer column of the current row.
    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(pointer, column) }

    /// Whether a column of the current row is NULL.
    func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(pointer, column) == SQLITE_NULL }

    /// The length of a blob column of the current row, without copying it.
    func byteCount(_ column: Int32) -> Int { Int(unsafe sqlite3_column_bytes(pointer, column)) }

    /// A copy of a blob (or text) column of the current row.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(pointer, column) else { return [] }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: byteCount(column)))
    }

    private func note(_ code: Int32) -> Self {
        if code != SQLITE_OK && bindCode == SQLITE_OK { bindCode = code }
        nextIndex += 1
        return self
    }

    private func failure(_ code: Int32) -> SQLiteFailure {
        unsafe SQLiteFailure(code: code, database: sqlite3_db_handle(pointer))
    }
}
