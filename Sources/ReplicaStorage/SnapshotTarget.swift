#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The file that a snapshot is written to: under a name of its own until it is complete, removed if it never is.
final class SnapshotTarget {
    let connection: SQLiteConnection
    private let directory: String
    private let name: String
    private var isComplete = false

    /// Makes an empty file that only we may read, and a connection to it.
    init(path: String, fileSystem: String?) throws(StorageError) {
        guard path.utf8.first == UInt8(ascii: "/"), let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            throw .invalid("a snapshot needs an absolute path: \(path)")
        }
        let above = slash == path.startIndex ? "/" : String(path[..<slash])
        let name = String(path[path.utf8.index(after: slash)...])
        guard !name.isEmpty, !path.utf8.contains(0) else { throw .invalid("not the path of a file: \(path)") }
        let directory = try SystemCall.realPath(above).orThrow("realpath", above)
        if case .success = SystemCall.status(of: path) { throw .invalid("\(path) exists already") }
        let partial = directory + "/" + name + ".partial"
        _ = SystemCall.remove(partial, in: AT_FDCWD)
        let created = try OpenFile(partial, shown: partial, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        try created.setMode(0o600)
        connection = try SQLiteFailure.mapped { () throws(SQLiteFailure) in
            let connection = try SQLiteConnection(path: partial, access: .readWrite, fileSystem: fileSystem)
            try connection.execute("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF")
            return connection
        }
        self.directory = directory
        self.name = name
    }

    deinit { abandon() }

    /// Checks what was copied, brings it to the disk and gives it its name.
    func complete() throws(StorageError) {
        try SQLiteFailure.mapped { () throws(SQLiteFailure) in
            // The copied header says that there is a log; a snapshot is one file.
            try connection.execute("PRAGMA journal_mode=DELETE")
            let check = try connection.prepare("PRAGMA quick_check(1)")
            guard try check.step(), check.bytes(0) == Array("ok".utf8) else {
                throw SQLiteFailure(code: SQLiteFailure.corrupt, message: "the copy is not sound")
            }
            try connection.checkpointsOnClose(true)
        }
        connection.close()
        let file = try OpenFile(partial, shown: partial, flags: O_RDWR)
        try file.sync()
        let parent = try OpenFile(directory, shown: directory, flags: O_RDONLY | O_DIRECTORY)
        _ = try SystemCall.rename(name + ".partial", to: name, in: parent.descriptor).orThrow("rename", partial)
        isComplete = true
        try parent.sync()
    }

    /// Removes an incomplete file.
    func abandon() {
        guard !isComplete else { return }
        connection.close()
        for suffix in ["", "-wal", "-journal"] { _ = SystemCall.remove(partial + suffix, in: AT_FDCWD) }
    }

    private var partial: String { directory + "/" + name + ".partial" }
}
