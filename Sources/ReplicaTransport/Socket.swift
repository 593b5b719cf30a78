#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Owns one socket that never blocks, is not inherited by programs started from this one, and never raises SIGPIPE.
package final class Socket {
    /// The system's number for it. Valid as long as this object lives.
    package let descriptor: Int32

    /// A new socket; `TransportError.system` if the system refuses.
    package init(_ family: TransportAddress.Family, _ kind: SocketKind) throws(TransportError) {
        let descriptor = socket(family == .ipv4 ? AF_INET : AF_INET6, kind.number, 0)
        guard descriptor >= 0 else { throw .system(call: "socket", errno: errno) }
        self.descriptor = descriptor
        prepare()
    }

    private init(adopting descriptor: Int32) {
        self.descriptor = descriptor
        prepare()
    }

    deinit { close(descriptor) }

    private func prepare() {
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        #if canImport(Darwin)
            setOption(SOL_SOCKET, SO_NOSIGPIPE, 1)
        #endif
    }

    /// Sets an option that is a number. False if the system refuses.
    @discardableResult
    package func setOption(_ level: Int32, _ name: Int32, _ value: Int32) -> Bool {
        setOption(level, name, structure: value)
    }

    /// Sets an option that is a structure of the system. False if the system refuses.
    @discardableResult
    package func setOption<Value>(_ level: Int32, _ name: Int32, structure value: Value) -> Bool {
        var value = value
        return unsafe withUnsafeBytes(of: &value) { bytes in
            unsafe setsockopt(descriptor, level, name, bytes.baseAddress, socklen_t(bytes.count)) == 0
        }
    }

    /// Binds it to an address of this machine; `TransportError.portInUse` if another socket has it.
    package func bind(_ address: TransportAddress) throws(TransportError) {
        let result = unsafe address.withSocketAddress { pointer, length in
            #if canImport(Darwin)
                unsafe Darwin.bind(descriptor, pointer, length)
            #else
                unsafe Glibc.bind(descriptor, pointer, length)
            #endif
        }
        guard result == 0 else {
            throw errno == EADDRINUSE ? .portInUse(address.port) : .system(call: "bind", errno: errno)
        }
    }

    /// The address that the socket is bound to.
    package var localAddress: TransportAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        return result == 0 ? TransportAddress(storage) : nil
    }

    /// The error that waits on the socket, and clears it; 0 for none.
    package func takeError() -> Int32 {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        let result = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
        return result == 0 ? code : errno
    }

    /// The outcome of a call that returned `result`.
    package static func outcome(_ result: Int) -> IOResult {
        if result >= 0 { return .count(result) }
        let code = errno
        return code == EAGAIN || code == EWOULDBLOCK || code == EINTR ? .wouldBlock : .failed(code)
    }

    /// Takes over a descriptor that the system has just made.
    package static func adopt(_ descriptor: Int32) -> Socket { Socket(adopting: descriptor) }
}
