#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The few socket calls that the server and the client share. Descriptors are plain numbers; who made one closes it.
package enum StreamSocket {
    /// The longest path a Unix socket address of this system holds: 107 bytes on Linux, 103 on Darwin.
    package static let maximumPathBytes = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// A new stream socket that child processes do not inherit.
    package static func open(for endpoint: HTTPEndpoint) throws(SystemError) -> Int32 {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let descriptor =
            switch endpoint {
            case .unix: socket(AF_UNIX, kind, 0)
            case .loopback: socket(AF_INET, kind, 0)
            }
        guard descriptor >= 0 else { throw .last("socket") }
        #if !canImport(Glibc)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            var yes: Int32 = 1
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
        #endif
        return descriptor
    }

    /// Lets calls return `EAGAIN` instead of waiting.
    package static func makeNonblocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// The result of `connect`, with `errno` set on failure. The path must fit: see ``maximumPathBytes``.
    package static func connect(_ descriptor: Int32, to endpoint: HTTPEndpoint) -> Int32 {
        unsafe withAddress(of: endpoint) { unsafe self.connectCall(descriptor, $0, $1) }
    }

    /// The result of `bind`, with `errno` set on failure. The path must fit: see ``maximumPathBytes``.
    package static func bind(_ descriptor: Int32, to endpoint: HTTPEndpoint) -> Int32 {
        unsafe withAddress(of: endpoint) { unsafe self.bindCall(descriptor, $0, $1) }
    }

    /// The port the system gave to a bound IPv4 socket; `nil` with `errno` set on failure.
    package static func port(of descriptor: Int32) -> UInt16? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        guard result == 0 else { return nil }
        return UInt16(bigEndian: address.sin_port)
    }

    private static func connectCall(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t)
        -> Int32
    {
        #if canImport(Glibc)
            unsafe Glibc.connect(descriptor, address, length)
        #else
            unsafe Darwin.connect(descriptor, address, length)
        #endif
    }

    private static func bindCall(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32
    {
        #if canImport(Glibc)
            unsafe Glibc.bind(descriptor, address, length)
        #else
            unsafe Darwin.bind(descriptor, address, length)
        #endif
    }

    private static func withAddress(
        of endpoint: HTTPEndpoint, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        switch endpoint {
        case .unix(let path):
            precondition(path.utf8.count <= maximumPathBytes, "the socket path \(path) is too long")
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
            return unsafe rebound(&address, call)
        case .loopback(let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return unsafe rebound(&address, call)
        }
    }

    private static func rebound<Address>(
        _ address: inout Address, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe call($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
