#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

extension TransportAddress {
    /// The addresses of a host by name or number, in the resolver's order, without repetitions, at most 16.
    /// **Blocks**, perhaps for many seconds: never on the transport's thread and never on the cooperative pool.
    package static func resolve(host: String, port: UInt16) throws(TransportError) -> [TransportAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = SocketKind.stream.number
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else {
            throw .unresolved(host: host, reason: unsafe String(cString: gai_strerror(code)))
        }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [TransportAddress] = []
        var next = unsafe list
        while let entry = unsafe next, addresses.count < 16 {
            if let pointer = unsafe entry.pointee.ai_addr,
                let address = unsafe TransportAddress(reading: pointer)?.with(port: port), !addresses.contains(address)
            {
                addresses.append(address)
            }
            unsafe next = entry.pointee.ai_next
        }
        return addresses
    }
}
