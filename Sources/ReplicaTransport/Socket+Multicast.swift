#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Multicast and broadcast.
extension Socket {
    /// Lets several sockets of this machine, of any user, be bound to the same port and all hear its multicasts.
    func shareAddress() {
        setOption(SOL_SOCKET, SO_REUSEADDR, 1)
        #if canImport(Darwin)
            setOption(SOL_SOCKET, SO_REUSEPORT, 1)
        #endif
    }

    /// Joins a group on one interface. Joining twice is harmless, so that this can be repeated whenever the interfaces
    /// may have changed.
    func join(_ group: TransportAddress, interface: UInt32) {
        switch group.family {
        case .ipv4:
            let request = ip_mreqn(
                imr_multiaddr: Self.ipv4(group), imr_address: in_addr(), imr_ifindex: Int32(interface))
            setOption(Int32(IPPROTO_IP), IP_ADD_MEMBERSHIP, structure: request)
        case .ipv6:
            var request = ipv6_mreq()
            request.ipv6mr_multiaddr = group.ipv6Address
            request.ipv6mr_interface = UInt32(interface)
            setOption(Int32(IPPROTO_IPV6), IPV6_JOIN_GROUP, structure: request)
        }
    }

    /// Chooses the interface that the next multicasts leave by.
    func setMulticastInterface(_ interface: UInt32, family: TransportAddress.Family) -> Bool {
        switch family {
        case .ipv4:
            let request = ip_mreqn(
                imr_multiaddr: in_addr(), imr_address: in_addr(), imr_ifindex: Int32(interface))
            return setOption(Int32(IPPROTO_IP), IP_MULTICAST_IF, structure: request)
        case .ipv6:
            return setOption(Int32(IPPROTO_IPV6), IPV6_MULTICAST_IF, structure: interface)
        }
    }

    /// Only groups joined by this socket are heard, not those joined by other programs.
    func hearOwnGroupsOnly() {
        #if !canImport(Darwin)
            setOption(Int32(IPPROTO_IP), IP_MULTICAST_ALL, 0)
        #endif
    }

    func allowBroadcast() {
        setOption(SOL_SOCKET, SO_BROADCAST, 1)
    }

    private static func ipv4(_ address: TransportAddress) -> in_addr {
        in_addr(s_addr: UInt32(truncatingIfNeeded: address.low).bigEndian)
    }
}
