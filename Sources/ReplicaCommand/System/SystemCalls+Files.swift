#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Whole files.
extension SystemCalls {
    /// Why a file was not read or written.
    package enum FileFailure: Error, Equatable {
        /// It has more bytes than are wanted.
        case tooLarge
        /// What the system says.
        case system(String)
    }

    /// Reads a file, or standard input for `nil`, to its end. Blocks.
    package static func readFile(_ path: String?, limit: Int) -> Result<[UInt8], FileFailure> {
        var descriptor: Int32 = 0
        if let path {
            // Safe: the call reads the path only.
            descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return .failure(.system(message(of: errno))) }
        }
        defer { if path != nil { close(descriptor) } }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            // Safe: at most as many bytes are read as `part` holds.
            let count = unsafe read(descriptor, &part, part.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .failure(.system(message(of: errno))) }
            if count == 0 { return .success(bytes) }
            bytes += part.prefix(count)
            if bytes.count > limit { return .failure(.tooLarge) }
        }
    }

    /// Writes a file under another name first, so that nobody ever finds half of it. Blocks.
    package static func writeFile(_ bytes: [UInt8], to path: String) -> Result<Void, FileFailure> {
        let partial = path + ".partial"
        // Safe: the calls read the paths only.
        let descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return .failure(.system(message(of: errno))) }
        var failure: String?
        do throws(WriteError) { try writeAll(bytes, to: descriptor) } catch {
            failure = if case .system(let number) = error { message(of: number) } else { "nobody reads it" }
        }
        if failure == nil, fsync(descriptor) != 0, errno != EINVAL { failure = message(of: errno) }
        close(descriptor)
        if failure == nil, unsafe rename(partial, path) != 0 { failure = message(of: errno) }
        guard let failure else { return .success(()) }
        _ = unsafe unlink(partial)
        return .failure(.system(failure))
    }
}

extension SystemCalls {
    /// Makes a directory of a name that nobody has, beginning with `prefix`, for this user alone; `nil` if the system refuses.
    package static func makeDirectory(prefix: String) -> String? {
        var template = Array((prefix + "XXXXXX").utf8CString)
        // Safe: the call replaces the six letters within the array.
        return unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe mkdtemp(buffer.baseAddress!).map { unsafe String(cString: $0) }
        }
    }

    /// Makes a directory for this user alone, unless there is one; whether there is one afterwards.
    package static func makeDirectory(_ path: String) -> Bool {
        // Safe: the call reads the path only.
        unsafe mkdir(path, 0o700) == 0 || errno == EEXIST
    }
}
