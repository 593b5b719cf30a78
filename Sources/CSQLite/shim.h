// What Swift cannot import from <sqlite3.h>: casts in macros and variadic functions. Nothing else belongs here.
#pragma once
#include <sqlite3.h>

/// Binds a copy of `count` bytes; SQLITE_TRANSIENT is a cast that the importer leaves out.
static inline int replica_sqlite3_bind_copy(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

/// `sqlite3_db_config` for the switches, which take an int and report the new state.
static inline int replica_sqlite3_set_switch(sqlite3 *database, int name, int value) {
    int state = -1;
    int code = sqlite3_db_config(database, name, value, &state);
    return code != SQLITE_OK ? code : (state == value ? SQLITE_OK : SQLITE_ERROR);
}

/// Syncs the write-ahead log to the disk. SQLite itself does so only in a commit that writes pages.
static inline int replica_sqlite3_sync_log(sqlite3 *database, int flags) {
    sqlite3_file *log = 0;
    int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (code != SQLITE_OK) return code;
    if (log == 0 || log->pMethods == 0) return SQLITE_OK;
    return log->pMethods->xSync(log, flags);
}

/// The code is composed by a macro.
static const int replica_sqlite3_ioerr_write = SQLITE_IOERR_WRITE;
