import CSQLite
import ReplicaTransport

/// The reference for durable writes: SQLite in WAL mode with synchronous = FULL, 150-byte rows with a 24-byte key, random rows
/// of a table of 10,000 (`measure/limits/sqlite_commits.c`, order `update`).
@safe final class SQLiteProbe {
    private var database: OpaquePointer?
    private var insert: OpaquePointer?
    private var begin: OpaquePointer?
    private var commit: OpaquePointer?
    private var number: UInt64 = 1_000_000
    private let value = [UInt8](repeating: 0x76, count: 126)

    init(path: String) throws(BenchmarkError) {
        try check(unsafe sqlite3_open(path, &database))
        let setup = """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;
            CREATE TABLE t(k BLOB PRIMARY KEY, v BLOB) WITHOUT ROWID;
            """
        try check(unsafe sqlite3_exec(database, setup, nil, nil, nil))
        try check(unsafe sqlite3_prepare_v2(database, "INSERT OR REPLACE INTO t VALUES(?,?)", -1, &insert, nil))
        try check(unsafe sqlite3_prepare_v2(database, "BEGIN IMMEDIATE", -1, &begin, nil))
        try check(unsafe sqlite3_prepare_v2(database, "COMMIT", -1, &commit, nil))
        // So many draws touch practically all keys.
        _ = try transaction(rows: 60_000)
    }

    deinit {
        unsafe sqlite3_finalize(insert)
        unsafe sqlite3_finalize(begin)
        unsafe sqlite3_finalize(commit)
        unsafe sqlite3_close(database)
    }

    /// Commits rows in one transaction; returns the microseconds.
    func transaction(rows: Int) throws(BenchmarkError) -> Double {
        let start = MonotonicClock.now
        try unsafe run(begin)
        for _ in 0..<rows {
            number += 1
            var key = [UInt8](repeating: 0, count: 24)
            let name = Self.mixed(Self.mixed(number) % 10_000)
            for index in 0..<8 { key[index] = UInt8(truncatingIfNeeded: name >> UInt64(56 - 8 * index)) }
            try bind(1, key)
            try bind(2, value)
            try unsafe run(insert)
        }
        try unsafe run(commit)
        return Double(MonotonicClock.now - start) / 1_000
    }

    private func bind(_ index: Int32, _ bytes: [UInt8]) throws(BenchmarkError) {
        let code = unsafe bytes.withUnsafeBytes { raw in
            unsafe replica_sqlite3_bind_copy(insert, index, raw.baseAddress, UInt64(raw.count))
        }
        try check(code)
    }

    private func run(_ statement: OpaquePointer?) throws(BenchmarkError) {
        try check(unsafe sqlite3_step(statement))
        unsafe sqlite3_reset(statement)
    }

    private func check(_ code: Int32) throws(BenchmarkError) {
        guard code != SQLITE_OK, code != SQLITE_DONE, code != SQLITE_ROW else { return }
        throw .sqlite(unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) } ?? "code \(code)")
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
