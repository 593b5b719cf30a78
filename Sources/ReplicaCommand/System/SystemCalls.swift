#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The calls to the C library that the command needs, each in the terms of this program. Foundation would cost start-up time.
package enum SystemCalls {
    /// Why bytes could not be written.
    enum WriteError: Error, Equatable {
        /// Nobody reads the other end any more.
        case readerGone
        /// The error number of the system.
        case system(Int32)
    }

    /// Writes all bytes, waiting as long as the descriptor takes none.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(WriteError) {
        var written = 0
        while written < bytes.count {
            // Safe: the pointer covers `bytes` from `written` on, and is not kept.
            let count = unsafe bytes.withUnsafeBytes {
                unsafe write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            if count >= 0 {
                written += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: waitUntilWritable(descriptor)
            case EPIPE: throw .readerGone
            default: throw .system(errno)
            }
        }
    }

    /// Reads at most `limit` bytes of one line; `nil` at the end of the input.
    package static func readLine(from descriptor: Int32, limit: Int) -> String? {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            var byte: UInt8 = 0
            // Safe: one byte is read into one byte.
            let count = unsafe read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
            if byte == UInt8(ascii: "\n") { break }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func waitUntilWritable(_ descriptor: Int32) {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // Safe: one entry is passed as one entry.
        _ = unsafe poll(&request, 1, -1)
    }

    /// The message of the system for an error number.
    static func message(of error: Int32) -> String {
        // Safe: the string is copied before another call could replace it; only the main task of a command gets here.
        unsafe String(cString: strerror(error))
    }

    /// A variable of the environment.
    static func variable(_ name: String) -> String? {
        // Safe: the string is copied, and nothing in this program changes the environment.
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// The directory in which the process runs.
    static var currentDirectory: String? {
        // Safe: the call makes the buffer, which is copied and freed.
        guard let path = unsafe getcwd(nil, 0) else { return nil }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    /// Whether there is anything at a path.
    package static func exists(_ path: String) -> Bool {
        // Safe: the call reads the path only.
        unsafe access(path, F_OK) == 0
    }

    /// Whether a descriptor is a terminal.
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// The columns of a terminal; `nil` if it does not tell.
    static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        // Safe: TIOCGWINSZ fills a `winsize`.
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// The civil clock.
    package static var now: Timestamp {
        var time = timespec()
        // Safe: the call fills a `timespec`.
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// By how much the local time zone is ahead of UTC at a moment.
    static func secondsEastOfUTC(at time: Timestamp) -> Int {
        var seconds = time_t(time.milliseconds / 1_000)
        var fields = unsafe tm()
        // Safe: both arguments live as long as the call.
        guard unsafe localtime_r(&seconds, &fields) != nil else { return 0 }
        return unsafe fields.tm_gmtoff
    }
}
