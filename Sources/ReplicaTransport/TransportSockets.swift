#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// The sockets of a transport: TCP and UDP, for IPv4 and IPv6 as far as the machine has them, all on one port. Two
/// sockets and not one for both families: multicast options and addresses then mean the same on every system.
struct TransportSockets {
    private static let receiveBufferByteCount: Int32 = 4 << 20

    private(set) var listeners: [Socket] = []
    private(set) var datagrams: [(family: TransportAddress.Family, socket: Socket)] = []
    private(set) var port: UInt16

    /// Opens them on the port of the configuration, or on one that is free for all of them.
    static func open(_ configuration: TransportConfiguration) throws(TransportError) -> TransportSockets {
        for _ in 1..<max(1, configuration.portAttempts) {
            do {
                return try TransportSockets(configuration)
            } catch .portInUse where configuration.port == 0 {
                continue
            } catch {
                throw error
            }
        }
        return try TransportSockets(configuration)
    }

    private init(_ configuration: TransportConfiguration) throws(TransportError) {
        port = configuration.port
        for family in [TransportAddress.Family.ipv4, .ipv6] {
            do {
                try open(family, configuration)
            } catch .system(_, let code) where code == EAFNOSUPPORT || code == EADDRNOTAVAIL {
                continue  // The machine is without this family.
            } catch {
                throw error
            }
        }
        guard !listeners.isEmpty else { throw .noNetwork }
    }

    private mutating func open(
        _ family: TransportAddress.Family, _ configuration: TransportConfiguration
    ) throws(TransportError) {
        let datagram = try Self.socket(family, .datagram)
        datagram.setOption(SOL_SOCKET, SO_RCVBUF, Self.receiveBufferByteCount)
        datagram.allowBroadcast()
        try datagram.bind(.own(family, loopback: configuration.loopbackOnly, port: port))
        guard let bound = datagram.localAddress?.port else { throw .system(call: "getsockname", errno: errno) }
        let listener = try Self.socket(family, .stream)
        // A restart may use its port again while old connections fade out; two listeners still exclude each other.
        listener.setOption(SOL_SOCKET, SO_REUSEADDR, 1)
        try listener.bind(.own(family, loopback: configuration.loopbackOnly, port: bound))
        try listener.listen(backlog: configuration.listenBacklog)
        port = bound
        listeners.append(listener)
        datagrams.append((family, datagram))
    }

    private static func socket(
        _ family: TransportAddress.Family, _ kind: SocketKind
    ) throws(TransportError) -> Socket {
        let socket = try Socket(family, kind)
        if family == .ipv6 { socket.setOption(Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
        return socket
    }

    /// The session socket of a family.
    func datagramSocket(_ family: TransportAddress.Family) -> Socket? {
        datagrams.first { $0.family == family }?.socket
    }

    /// The sockets on which beacons arrive, shared with other transports of this machine. Empty where the port is
    /// taken by somebody who does not share: then this transport is found by others and finds them by addresses only.
    static func openDiscovery(
        _ discovery: DiscoveryConfiguration
    ) -> [(family: TransportAddress.Family, socket: Socket)] {
        [TransportAddress.Family.ipv4, .ipv6].compactMap { family in
            guard let socket = try? Self.socket(family, .datagram) else { return nil }
            socket.shareAddress()
            if family == .ipv4 { socket.hearOwnGroupsOnly() }
            guard (try? socket.bind(.own(family, loopback: false, port: discovery.port))) != nil else { return nil }
            return (family, socket)
        }
    }
}

extension TransportAddress {
    /// The address to bind: all of this machine's, or its loopback.
    static func own(_ family: Family, loopback: Bool, port: UInt16) -> TransportAddress {
        switch family {
        case .ipv4:
            loopback ? TransportAddress(ipv4: (127, 0, 0, 1), port: port) : TransportAddress(ipv4: 0, port: port)
        case .ipv6: TransportAddress(ipv6High: 0, low: loopback ? 1 : 0, port: port)
        }
    }
}
