#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A blocking socket on the loopback interface: the plainest use of the system, as a reference.
final class LoopbackSocket {
    /// UDP or TCP.
    enum Kind: String {
        case udp
        case tcp
    }

    private let descriptor: Int32
    private let kind: Kind

    init(_ kind: Kind) throws(BenchmarkError) {
        #if canImport(Darwin)
            let number = kind == .udp ? SOCK_DGRAM : SOCK_STREAM
        #else
            let number = Int32(kind == .udp ? SOCK_DGRAM.rawValue : SOCK_STREAM.rawValue)
        #endif
        let descriptor = socket(AF_INET, number, 0)
        guard descriptor >= 0 else { throw .system("socket", errno: errno) }
        self.descriptor = descriptor
        self.kind = kind
    }

    private init(adopting descriptor: Int32) {
        self.descriptor = descriptor
        kind = .tcp
        sendAtOnce()
    }

    deinit { close(descriptor) }

    private func sendAtOnce() {
        var one: Int32 = 1
        _ = unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Binds it to a port of the system's choice, which is returned; TCP listens.
    func listen() throws(BenchmarkError) -> UInt16 {
        var size: Int32 = 4 << 20
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        var address = Self.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                #if canImport(Darwin)
                    let bound = unsafe Darwin.bind(descriptor, generic, length)
                #else
                    let bound = unsafe Glibc.bind(descriptor, generic, length)
                #endif
                return bound == 0 ? unsafe getsockname(descriptor, generic, &length) : bound
            }
        }
        guard result == 0 else { throw .system("bind", errno: errno) }
        #if canImport(Darwin)
            if kind == .tcp, Darwin.listen(descriptor, 1) != 0 { throw .system("listen", errno: errno) }
        #else
            if kind == .tcp, Glibc.listen(descriptor, 1) != 0 { throw .system("listen", errno: errno) }
        #endif
        return UInt16(bigEndian: address.sin_port)
    }

    /// Waits for a connection.
    func accept() throws(BenchmarkError) -> LoopbackSocket {
        #if canImport(Darwin)
            let connection = Darwin.accept(descriptor, nil, nil)
        #else
            let connection = Glibc.accept(descriptor, nil, nil)
        #endif
        guard connection >= 0 else { throw .system("accept", errno: errno) }
        return LoopbackSocket(adopting: connection)
    }

    /// Sends to a port from now on.
    func connect(_ port: UInt16) throws(BenchmarkError) {
        var address = Self.address(port: port)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                #if canImport(Darwin)
                    unsafe Darwin.connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
                #else
                    unsafe Glibc.connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
                #endif
            }
        }
        guard result == 0 else { throw .system("connect", errno: errno) }
        if kind == .tcp { sendAtOnce() }
    }

    /// Sends the first `count` bytes.
    func send(_ bytes: [UInt8], count: Int) throws(BenchmarkError) {
        #if canImport(Darwin)
            let sent = unsafe Darwin.send(descriptor, bytes, count, 0)
        #else
            let sent = unsafe Glibc.send(descriptor, bytes, count, 0)
        #endif
        guard sent == count else { throw .system("send", errno: errno) }
    }

    /// Waits for a message: a datagram, or `count` bytes of a stream. False at the end.
    func receive(_ count: Int, into buffer: inout [UInt8]) -> Bool {
        var received = 0
        repeat {
            let more = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe recv(descriptor, bytes.baseAddress! + received, bytes.count - received, 0)
            }
            if more <= 0 { return false }
            received += more
        } while kind == .tcp && received < count
        return true
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
