#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A small secret in a file that only its owner can read.
struct OwnerFile {
    /// Why it cannot be used. Nothing was changed.
    enum Failure: Error, Equatable {
        /// A system call failed.
        case system(SystemError)
        /// It is no plain file of this user's with mode 0600 or less, or larger than the limit.
        case untrusted
    }

    private static let mode: mode_t = 0o600
    let path: String

    /// The contents; `nil` if there is no such file. Never follows a symbolic link.
    func read(limit: Int) throws(Failure) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw errno == ELOOP ? .untrusted : .system(.last("open"))
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .system(.last("fstat")) }
        let isOwn = status.st_uid == geteuid() && status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o077 == 0
        guard isOwn, status.st_size <= limit else { throw .untrusted }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { throw .system(.last("read")) }
        return Array(bytes.prefix(count))
    }

    /// Makes the file; `false` if there is one already.
    func create(_ bytes: [UInt8]) throws(Failure) -> Bool {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, Self.mode)
        guard descriptor >= 0 else {
            if errno == EEXIST { return false }
            throw .system(.last("open"))
        }
        defer { close(descriptor) }
        let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count, fsync(descriptor) == 0 else {
            let failure = SystemError.last("write")
            unsafe unlink(path)
            throw .system(failure)
        }
        return true
    }
}
