#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A directory that was checked to be ours, held open so that what was checked is what is used.
struct TrustedDirectory: ~Copyable {
    /// The directory itself.
    let file: OpenFile
    /// Its path without symbolic links, which SQLite demands.
    let path: String

    /// Opens `path`, which must be a directory of our own, no symbolic link, not writable by others; makes it, and
    /// missing directories above it, if `creating`.
    init(_ path: String, creating: Bool) throws(StorageError) {
        let trimmed = try Self.trimmed(path)
        if creating { try Self.make(trimmed) }
        let status = try SystemCall.status(of: trimmed).orThrow("stat", trimmed)
        guard status.st_mode & S_IFMT != S_IFLNK else { throw .untrusted(path: trimmed, .symbolicLink) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .untrusted(path: trimmed, .notADirectory) }
        let file = try OpenFile(trimmed, shown: trimmed, flags: O_RDONLY | O_DIRECTORY)
        try file.requireOwnDirectory()
        let resolvedPath = try SystemCall.realPath(trimmed).orThrow("realpath", trimmed)
        let resolved = try SystemCall.status(of: resolvedPath).orThrow("stat", resolvedPath)
        let opened = try SystemCall.status(of: file.descriptor).orThrow("stat", trimmed)
        guard resolved.st_dev == opened.st_dev && resolved.st_ino == opened.st_ino else {
            throw .untrusted(path: trimmed, .symbolicLink)
        }
        self.file = file
        self.path = resolvedPath
    }

    /// The path of a file in it, for messages and for SQLite.
    func path(of name: String) -> String { path + "/" + name }

    /// Opens a file in it; nil if there is none and `flags` do not create it.
    func open(_ name: String, flags: Int32, mode: mode_t = 0) throws(StorageError) -> OpenFile? {
        do {
            return try OpenFile(name, in: file.descriptor, shown: path(of: name), flags: flags, mode: mode)
        } catch .system(_, _, ENOENT) {
            return nil
        }
    }

    /// Makes a new, empty file that only we may read, replacing what a crash left under that name.
    func createFresh(_ name: String) throws(StorageError) -> OpenFile {
        try remove(name)
        let created = try OpenFile(
            name, in: file.descriptor, shown: path(of: name), flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        try created.setMode(0o600)
        return created
    }

    /// Refuses a file of that name that is not ours alone; false if there is none.
    func check(_ name: String) throws(StorageError) -> Bool {
        guard let existing = try open(name, flags: O_RDONLY) else { return false }
        try existing.requireOwnFile(secret: false)
        return true
    }

    /// Removes a file; one that is not there is no error.
    func remove(_ name: String) throws(StorageError) {
        guard case .failure(let failure) = SystemCall.remove(name, in: file.descriptor) else { return }
        guard failure.code == ENOENT else { throw failure.during("unlink", path(of: name)) }
    }

    /// Gives a finished file its name, replacing what bore it, and brings the change to the disk.
    func rename(_ old: String, to new: String) throws(StorageError) {
        _ = try SystemCall.rename(old, to: new, in: file.descriptor).orThrow("rename", path(of: new))
        try file.sync()
    }

    /// Without slashes at the end: they would make the system follow a symbolic link.
    private static func trimmed(_ path: String) throws(StorageError) -> String {
        guard !path.utf8.contains(0) else { throw .invalid("a path with a zero byte") }
        var bytes = Substring(path)
        while bytes.utf8.count > 1 && bytes.utf8.last == UInt8(ascii: "/") { bytes.removeLast() }
        guard !bytes.isEmpty else { throw .invalid("an empty path") }
        return String(bytes)
    }

    private static func make(_ path: String) throws(StorageError) {
        guard case .failure(let failure) = SystemCall.makeDirectory(path), failure.code != EEXIST else { return }
        guard failure.code == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex
        else { throw failure.during("mkdir", path) }
        try make(String(path[..<slash]))
        guard case .failure(let second) = SystemCall.makeDirectory(path), second.code != EEXIST else { return }
        throw second.during("mkdir", path)
    }
}
