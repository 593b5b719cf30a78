#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A bound and listening socket, with what has to be tidied up after it.
///
/// A Unix socket is guarded by a lock on `PATH.lock`, held for as long as it serves: it tells a dead process's file from a living one's
/// without a race between two processes that start at once. The lock file itself stays; removing it would bring the race back.
struct HTTPListener: Sendable {
    /// The listening socket. It goes to the HTTP library, which closes it.
    let descriptor: Int32
    /// Where it really listens: the port is the one the system gave.
    let endpoint: HTTPEndpoint
    private let lock: Int32?
    private let file: FileIdentity?

    private struct FileIdentity: Equatable {
        let device: dev_t
        let inode: ino_t
    }

    private static let backlog: Int32 = 128

    /// Binds and listens.
    static func open(_ endpoint: HTTPEndpoint) throws(HTTPServerError) -> HTTPListener {
        switch endpoint {
        case .unix(let path): try openUnix(path)
        case .loopback: try openLoopback(endpoint)
        }
    }

    /// Removes the socket file if it is still this listener's, and lets the lock go.
    func tidyUp() {
        if case .unix(let path) = endpoint, let file, Self.identity(of: path)?.identity == file {
            unsafe unlink(path)
        }
        if let lock { close(lock) }
    }

    /// Closes and removes everything, for a server that does not come to start.
    func abandon() {
        close(descriptor)
        tidyUp()
    }

    private static func openLoopback(_ endpoint: HTTPEndpoint) throws(HTTPServerError) -> HTTPListener {
        let descriptor = try open(for: endpoint)
        do throws(HTTPServerError) {
            var yes: Int32 = 1
            _ = unsafe setsockopt(
                descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
            guard StreamSocket.bind(descriptor, to: endpoint) == 0 else { throw bindError(endpoint) }
            guard listen(descriptor, backlog) == 0 else { throw bindError(endpoint) }
            guard let port = StreamSocket.port(of: descriptor) else { throw systemError("getsockname") }
            StreamSocket.makeNonblocking(descriptor)
            return HTTPListener(descriptor: descriptor, endpoint: .loopback(port: port), lock: nil, file: nil)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func openUnix(_ path: String) throws(HTTPServerError) -> HTTPListener {
        guard path.utf8.count <= StreamSocket.maximumPathBytes else {
            throw HTTPServerError.pathTooLong(path: path, maximumBytes: StreamSocket.maximumPathBytes)
        }
        let lock = try takeLock(besides: path)
        do throws(HTTPServerError) {
            try removeDeadSocket(path)
            return try bindUnix(path, lock: lock)
        } catch {
            close(lock)
            throw error
        }
    }

    /// Nobody else can ever connect: on Linux the file is born with the mode of the descriptor, and everywhere a socket that does not
    /// listen yet refuses, so that `chmod` comes in time.
    private static func bindUnix(_ path: String, lock: Int32) throws(HTTPServerError) -> HTTPListener {
        let endpoint = HTTPEndpoint.unix(path: path)
        let descriptor = try open(for: endpoint)
        do throws(HTTPServerError) {
            _ = fchmod(descriptor, 0o600)
            guard StreamSocket.bind(descriptor, to: endpoint) == 0 else { throw bindError(endpoint) }
            guard unsafe chmod(path, 0o600) == 0 else { throw systemError("chmod") }
            guard listen(descriptor, backlog) == 0 else { throw systemError("listen") }
            StreamSocket.makeNonblocking(descriptor)
            return HTTPListener(
                descriptor: descriptor, endpoint: endpoint, lock: lock, file: identity(of: path)?.identity)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func takeLock(besides path: String) throws(HTTPServerError) -> Int32 {
        let lock = Self.openFile(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else { throw systemError("open") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let error = errno == EWOULDBLOCK ? HTTPServerError.inUse(path) : systemError("flock")
            close(lock)
            throw error
        }
        return lock
    }

    private static func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        #if canImport(Glibc)
            unsafe Glibc.open(path, flags, mode)
        #else
            unsafe Darwin.open(path, flags, mode)
        #endif
    }

    /// The lock says that no process of ours listens; the call asks whether any other one does.
    private static func removeDeadSocket(_ path: String) throws(HTTPServerError) {
        guard let found = identity(of: path) else { return }
        guard found.isSocket else { throw HTTPServerError.notASocket(path: path) }
        let probe = try open(for: .unix(path: path))
        defer { close(probe) }
        StreamSocket.makeNonblocking(probe)
        let isDead = StreamSocket.connect(probe, to: .unix(path: path)) != 0 && errno == ECONNREFUSED
        guard isDead else { throw HTTPServerError.inUse(path) }
        guard unsafe unlink(path) == 0 else { throw systemError("unlink") }
    }

    private static func identity(of path: String) -> (identity: FileIdentity, isSocket: Bool)? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        let identity = FileIdentity(device: status.st_dev, inode: status.st_ino)
        return (identity, status.st_mode & S_IFMT == S_IFSOCK)
    }

    private static func bindError(_ endpoint: HTTPEndpoint) -> HTTPServerError {
        errno == EADDRINUSE ? .inUse(endpoint.description) : systemError("bind")
    }

    private static func systemError(_ call: String) -> HTTPServerError {
        .system(call: call, errorNumber: errno)
    }

    private static func open(for endpoint: HTTPEndpoint) throws(HTTPServerError) -> Int32 {
        do {
            return try StreamSocket.open(for: endpoint)
        } catch {
            throw .system(call: error.call, errorNumber: error.number)
        }
    }
}
