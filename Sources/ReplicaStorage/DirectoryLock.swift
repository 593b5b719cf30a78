#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The right to use a directory, held by one process at a time. It dies with its process, so a crash leaves no stale lock.
struct DirectoryLock: ~Copyable {
    private let file: OpenFile

    /// Takes the lock of `directory` and writes our process number into its file, or throws `.alreadyRunning` at once.
    init(in directory: borrowing TrustedDirectory) throws(StorageError) {
        let file = try OpenFile(
            "lock", in: directory.file.descriptor, shown: directory.path(of: "lock"), flags: O_RDWR | O_CREAT,
            mode: 0o600)
        try file.requireOwnFile(secret: false)
        if case .failure(let failure) = SystemCall.lock(file.descriptor) {
            guard failure.code == EWOULDBLOCK else { throw failure.during("flock", file.path) }
            throw .alreadyRunning(processID: Self.processID(try file.read(count: 20, at: 0)))
        }
        try file.truncate(to: 0)
        try file.write(Array("\(getpid())\n".utf8), at: 0)
        self.file = file
    }

    // Closing alone would leave the lock to a child that is being spawned just now, until it has replaced our image.
    deinit { SystemCall.unlock(file.descriptor) }

    private static func processID(_ text: [UInt8]) -> Int32? {
        let line = text.prefix { $0 != UInt8(ascii: "\n") }
        guard line.count < text.count else { return nil }
        return Int32(String(decoding: line, as: UTF8.self))
    }
}
