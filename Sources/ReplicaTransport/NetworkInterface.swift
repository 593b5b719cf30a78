#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// A network interface of this machine that is up, with its addresses (port 0).
struct NetworkInterface: Equatable {
    let name: String
    let index: UInt32
    let isLoopback: Bool
    let supportsMulticast: Bool
    var addresses: [TransportAddress] = []
    /// The subnet broadcast address of each IPv4 address.
    var broadcasts: [TransportAddress] = []

    func has(_ family: TransportAddress.Family) -> Bool {
        addresses.contains { $0.family == family }
    }

    /// The interfaces that are up, in the system's order, at most `limit`. Empty if the system does not tell.
    static func all(limit: Int) -> [NetworkInterface] {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard unsafe getifaddrs(&list) == 0 else { return [] }
        defer { unsafe freeifaddrs(list) }
        var interfaces: [NetworkInterface] = []
        var next = unsafe list
        while let entry = unsafe next {
            unsafe next = entry.pointee.ifa_next
            guard let pointer = unsafe entry.pointee.ifa_addr,
                unsafe entry.pointee.ifa_flags & UInt32(flag(IFF_UP)) != 0,
                let address = unsafe TransportAddress(reading: pointer)
            else { continue }
            let name = unsafe String(cString: entry.pointee.ifa_name)
            let position = interfaces.firstIndex { $0.name == name } ?? interfaces.count
            if position == interfaces.count {
                guard interfaces.count < limit else { continue }
                interfaces.append(unsafe NetworkInterface(name: name, flags: entry.pointee.ifa_flags))
            }
            interfaces[position].addresses.append(address)
            if unsafe entry.pointee.ifa_flags & UInt32(flag(IFF_BROADCAST)) != 0,
                let pointer = unsafe broadcastPointer(entry), let broadcast = unsafe TransportAddress(reading: pointer)
            {
                interfaces[position].broadcasts.append(broadcast)
            }
        }
        return interfaces
    }

    private init(name: String, flags: UInt32) {
        self.name = name
        index = unsafe if_nametoindex(name)
        isLoopback = flags & UInt32(Self.flag(IFF_LOOPBACK)) != 0
        supportsMulticast = flags & UInt32(Self.flag(IFF_MULTICAST)) != 0
    }

    #if canImport(Darwin)
        private static func flag(_ flag: Int32) -> Int32 { flag }

        private static func broadcastPointer(_ entry: UnsafeMutablePointer<ifaddrs>) -> UnsafeMutablePointer<sockaddr>?
        {
            unsafe entry.pointee.ifa_dstaddr
        }
    #else
        private static func flag(_ flag: Int) -> Int { flag }

        private static func broadcastPointer(_ entry: UnsafeMutablePointer<ifaddrs>) -> UnsafeMutablePointer<sockaddr>?
        {
            unsafe entry.pointee.ifa_ifu.ifu_broadaddr
        }
    #endif
}
