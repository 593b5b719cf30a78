#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file or directory, closed when this value goes away.
struct OpenFile: ~Copyable {
    let descriptor: Int32
    /// For error messages.
    let path: String

    /// Opens a file in a directory without following a symbolic link and without waiting at a FIFO.
    init(_ path: String, in directory: Int32 = AT_FDCWD, shown: String, flags: Int32, mode: mode_t = 0)
        throws(StorageError)
    {
        switch SystemCall.open(path, in: directory, flags: flags | O_NOFOLLOW | O_NONBLOCK, mode: mode) {
        case .success(let descriptor): self.descriptor = descriptor
        case .failure(let failure):
            if failure.code == ELOOP { throw .untrusted(path: shown, .symbolicLink) }
            if failure.code == ENXIO { throw .untrusted(path: shown, .notARegularFile) }
            throw failure.during("open", shown)
        }
        self.path = shown
    }

    deinit { _ = close(descriptor) }

    /// The file's length in bytes.
    func length() throws(StorageError) -> Int {
        Int(try SystemCall.status(of: descriptor).orThrow("stat", path).st_size)
    }

    /// Refuses anything but a regular file of our own that others may not write to nor, if it is secret, read.
    func requireOwnFile(secret: Bool) throws(StorageError) {
        let status = try SystemCall.status(of: descriptor).orThrow("stat", path)
        guard status.st_mode & S_IFMT == S_IFREG else { throw .untrusted(path: path, .notARegularFile) }
        try Self.requireOwn(status, mask: secret ? 0o077 : 0o022, path: path)
    }

    /// Refuses anything but a directory of our own that others may not write to.
    func requireOwnDirectory() throws(StorageError) {
        let status = try SystemCall.status(of: descriptor).orThrow("stat", path)
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .untrusted(path: path, .notADirectory) }
        try Self.requireOwn(status, mask: 0o022, path: path)
    }

    private static func requireOwn(_ status: stat, mask: mode_t, path: String) throws(StorageError) {
        guard status.st_uid == geteuid() else { throw .untrusted(path: path, .otherOwner(status.st_uid)) }
        guard status.st_mode & mask == 0 else {
            throw .untrusted(path: path, .openToOthers(mode: UInt32(status.st_mode & 0o7777)))
        }
    }

    func read(count: Int, at offset: Int) throws(StorageError) -> [UInt8] {
        try SystemCall.read(descriptor, count: count, at: offset).orThrow("read", path)
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(StorageError) {
        _ = try SystemCall.write(bytes, to: descriptor, at: offset).orThrow("write", path)
    }

    func truncate(to length: Int) throws(StorageError) {
        _ = try SystemCall.truncate(descriptor, to: length).orThrow("truncate", path)
    }

    func setMode(_ mode: mode_t) throws(StorageError) {
        _ = try SystemCall.setMode(mode, of: descriptor).orThrow("chmod", path)
    }

    func sync() throws(StorageError) {
        _ = try SystemCall.sync(descriptor).orThrow("fsync", path)
    }
}
