#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What the computer tells about itself.
extension SystemCalls {
    /// The first part of the computer's name; `nil` if it has none.
    package static var hostName: String? {
        var bytes = [CChar](repeating: 0, count: 256)
        // Safe: the call writes at most as many bytes as the array holds.
        guard unsafe gethostname(&bytes, bytes.count - 1) == 0 else { return nil }
        let name = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let first = name.split(separator: ".").first.map(String.init)
        return first.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Lets the signals that ask a process to end reach it, whatever the parent has blocked: a parent that started this process on a
    /// thread of a pool blocks them without meaning to.
    package static func unblockSignals() {
        var set = sigset_t()
        // Safe: the calls change and read the set only.
        unsafe sigemptyset(&set)
        for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&set, number) }
        unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
}
