#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Signals.
extension SystemCalls {
    /// Both ends of a pipe; neither blocks, and children do not get them.
    struct Pipe: Sendable {
        let readEnd: Int32
        let writeEnd: Int32
    }

    /// A new pipe; `nil` if the process has no descriptors left.
    static func makePipe() -> Pipe? {
        var ends: [Int32] = [-1, -1]
        // Safe: the call fills two integers.
        guard unsafe pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        return Pipe(readEnd: ends[0], writeEnd: ends[1])
    }

    /// Installs a handler, which may only do what POSIX calls async-signal-safe.
    static func handle(_ number: Int32, with handler: @escaping @convention(c) (Int32) -> Void) {
        _ = signal(number, handler)
    }

    /// Lets a signal do again what it does by default.
    static func restoreDefault(_ number: Int32) { _ = signal(number, SIG_DFL) }

    /// Writes the number of a signal into a pipe. For handlers: `write` is async-signal-safe, and `errno` stays as it was.
    static func note(_ number: Int32, in writeEnd: Int32?) {
        guard let writeEnd else { return }
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        // Safe: one byte is written from one byte. A full pipe drops it: many signals wait there already.
        _ = unsafe write(writeEnd, &byte, 1)
        errno = before
    }

    /// What lies in a pipe, at most 16 bytes.
    static func readAvailable(from readEnd: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16)
        // Safe: at most as many bytes are read as the array holds.
        let count = unsafe read(readEnd, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    /// Makes writing to a pipe that nobody reads an error instead of the end of the process.
    static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

    /// Ends the process as if the signal had not been caught, so that a shell sees what happened and ends its loop.
    static func die(of number: Int32) -> Never {
        restoreDefault(number)
        var set = sigset_t()
        // Safe: the calls change and read the set only. Threads of the dispatch library block signals.
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, number)
        unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
        _ = raise(number)
        // The first process of a container survives its own signals.
        exit(128 + number)
    }

    /// Whether the parent has told this process to ignore a signal, as `nohup` and background jobs of scripts do.
    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        // Safe: the present action is copied into `action`, nothing is changed; SIG_IGN is the number 1 in a pointer's clothes.
        guard unsafe sigaction(number, nil, &action) == 0 else { return false }
        #if canImport(Darwin)
            return unsafe unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 1
        #else
            return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
        #endif
    }
}
