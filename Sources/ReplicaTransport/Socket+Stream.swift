#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// TCP.
extension Socket {
    /// One connection from the listener: the socket and the other end.
    package enum Accepted {
        case connection(Socket, TransportAddress)
        case none
        case failed(Int32)
    }

    /// Lets up to `backlog` connections wait to be accepted; `TransportError.portInUse` as for `bind`.
    package func listen(backlog: Int32) throws(TransportError) {
        #if canImport(Darwin)
            let result = Darwin.listen(descriptor, backlog)
        #else
            let result = Glibc.listen(descriptor, backlog)
        #endif
        guard result == 0 else {
            throw errno == EADDRINUSE
                ? .portInUse(localAddress?.port ?? 0) : .system(call: "listen", errno: errno)
        }
    }

    /// The connection that has waited longest.
    package func accept() -> Accepted {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let accepted = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                #if canImport(Darwin)
                    unsafe Darwin.accept(descriptor, address, &length)
                #else
                    unsafe Glibc.accept(descriptor, address, &length)
                #endif
            }
        }
        guard accepted >= 0 else {
            let code = errno
            return code == EMFILE || code == ENFILE || code == ENOBUFS || code == ENOMEM ? .failed(code) : .none
        }
        let socket = Socket.adopt(accepted)
        guard let address = TransportAddress(storage) else { return .none }
        return .connection(socket, address)
    }

    /// Begins a connection: nil if it is under way or there already, else `errno`.
    package func connect(_ address: TransportAddress) -> Int32? {
        let result = unsafe address.withSocketAddress { pointer, length in
            #if canImport(Darwin)
                unsafe Darwin.connect(descriptor, pointer, length)
            #else
                unsafe Glibc.connect(descriptor, pointer, length)
            #endif
        }
        return result == 0 || errno == EINPROGRESS || errno == EINTR ? nil : errno
    }

    /// Small packets leave at once; bytes that nobody acknowledges end the connection after this time (Linux only).
    package func setStreamOptions(userTimeoutMilliseconds: Int32) {
        setOption(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        #if !canImport(Darwin)
            setOption(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, userTimeoutMilliseconds)
        #endif
    }

    /// Reads what is there into the start of `buffer`.
    package func receive(into buffer: inout [UInt8]) -> IOResult {
        unsafe Self.outcome(recv(descriptor, &buffer, buffer.count, 0))
    }

    /// Writes what the system takes.
    package func send(_ bytes: ArraySlice<UInt8>) -> IOResult {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            #if canImport(Darwin)
                unsafe Self.outcome(Darwin.send(descriptor, buffer.baseAddress, buffer.count, 0))
            #else
                unsafe Self.outcome(Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL)))
            #endif
        }
    }

    /// Says that nothing more will be sent.
    package func finishSending() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }
}
