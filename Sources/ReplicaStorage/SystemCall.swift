#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The system calls that storage makes, each retried when a signal interrupts it.
enum SystemCall {
    /// The system's sentence for an error number.
    static func message(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }

    /// Opens `path`, relative to `directory` unless it is absolute; the descriptor is closed on exec.
    static func open(_ path: String, in directory: Int32 = AT_FDCWD, flags: Int32, mode: mode_t = 0) -> Result<
        Int32, Errno
    > {
        retried { unsafe path.withCString { unsafe openat(directory, $0, flags | O_CLOEXEC, mode) } }
    }

    /// The attributes of an open file.
    static func status(of descriptor: Int32) -> Result<stat, Errno> {
        var status = stat()
        return retried { unsafe fstat(descriptor, &status) }.map { _ in status }
    }

    /// The attributes of `path` itself; a symbolic link is not followed.
    static func status(of path: String, in directory: Int32 = AT_FDCWD) -> Result<stat, Errno> {
        var status = stat()
        return retried { unsafe fstatat(directory, path, &status, AT_SYMLINK_NOFOLLOW) }.map { _ in status }
    }

    /// The length in bytes of the file at `path`.
    static func length(of path: String) -> Result<Int, Errno> {
        status(of: path).map { Int($0.st_size) }
    }

    /// Makes a directory that only we may enter.
    static func makeDirectory(_ path: String) -> Result<Int32, Errno> {
        retried { unsafe mkdir(path, 0o700) }
    }

    /// Sets the permission bits of an open file.
    static func setMode(_ mode: mode_t, of descriptor: Int32) -> Result<Int32, Errno> {
        retried { fchmod(descriptor, mode) }
    }

    /// Cuts or lengthens an open file.
    static func truncate(_ descriptor: Int32, to length: Int) -> Result<Int32, Errno> {
        retried { ftruncate(descriptor, off_t(length)) }
    }

    /// Reads up to `count` bytes at `offset`; fewer only at the end of the file.
    static func read(_ descriptor: Int32, count: Int, at offset: Int) -> Result<[UInt8], Errno> {
        var failure: Errno?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let start = unsafe buffer.baseAddress.unsafelyUnwrapped + filled
                let done = unsafe pread(descriptor, start, count - filled, off_t(offset + filled))
                if done < 0 && errno == EINTR { continue }
                if done < 0 { failure = Errno(code: errno) }
                if done <= 0 { return }
                filled += done
            }
        }
        return failure.map(Result.failure) ?? .success(bytes)
    }

    /// Writes all bytes at `offset`.
    static func write(_ bytes: [UInt8], to descriptor: Int32, at offset: Int) -> Result<Int, Errno> {
        unsafe bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let start = unsafe buffer.baseAddress.unsafelyUnwrapped + written
                let done = unsafe pwrite(descriptor, start, buffer.count - written, off_t(offset + written))
                if done < 0 && errno == EINTR { continue }
                if done < 0 { return .failure(Errno(code: errno)) }
                if done == 0 { return .failure(Errno(code: EIO)) }
                written += done
            }
            return .success(written)
        }
    }

    /// Brings an open file's, or directory's, content to the disk.
    static func sync(_ descriptor: Int32) -> Result<Int32, Errno> {
        #if canImport(Darwin)
            let full = retried { fcntl(descriptor, F_FULLFSYNC) }
            if case .success = full { return full }
        #endif
        return retried { fsync(descriptor) }
    }

    /// Renames within a directory, replacing what bears the new name.
    static func rename(_ old: String, to new: String, in directory: Int32) -> Result<Int32, Errno> {
        retried { unsafe renameat(directory, old, directory, new) }
    }

    /// Removes a file.
    static func remove(_ name: String, in directory: Int32) -> Result<Int32, Errno> {
        retried { unsafe unlinkat(directory, name, 0) }
    }

    /// Takes the whole file's lock without waiting; it dies with the process.
    static func lock(_ descriptor: Int32) -> Result<Int32, Errno> {
        retried { flock(descriptor, LOCK_EX | LOCK_NB) }
    }

    /// Gives the lock back.
    static func unlock(_ descriptor: Int32) {
        _ = retried { flock(descriptor, LOCK_UN) }
    }

    /// The path without symbolic links.
    static func realPath(_ path: String) -> Result<String, Errno> {
        guard let resolved = unsafe realpath(path, nil) else { return .failure(Errno(code: errno)) }
        defer { unsafe free(resolved) }
        return .success(unsafe String(cString: resolved))
    }

    /// Bytes that we may still write to the file system of an open file.
    static func freeBytes(_ descriptor: Int32) -> Result<UInt64, Errno> {
        var status = statvfs()
        return retried { unsafe fstatvfs(descriptor, &status) }
            .map { _ in UInt64(status.f_bavail) &* UInt64(status.f_frsize) }
    }

    /// A clock that only goes forward, in nanoseconds, for durations.
    static func monotonicNanoseconds() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    private static func retried(_ call: () -> Int32) -> Result<Int32, Errno> {
        while true {
            let result = call()
            if result >= 0 { return .success(result) }
            let code = errno
            if code != EINTR { return .failure(Errno(code: code)) }
        }
    }
}

/// An error number of the system.
struct Errno: Error {
    let code: Int32

    /// The same, with the call and the path.
    func during(_ call: String, _ path: String) -> StorageError {
        .system(call: call, path: path, errno: code)
    }
}

extension Result where Failure == Errno {
    /// The value, or the error with the call and the path.
    func orThrow(_ call: String, _ path: String) throws(StorageError) -> Success {
        switch self {
        case .success(let value): value
        case .failure(let failure): throw failure.during(call, path)
        }
    }
}
