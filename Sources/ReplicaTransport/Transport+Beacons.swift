/// Beacons: short messages to whoever listens nearby. What they say and whether they are true is the owner's business.
extension Transport {
    /// Sends a beacon on every interface: to the IPv4 group (on loopback too, for the other nodes of this machine), to
    /// the subnet's broadcast address, and to the IPv6 group. Interfaces are read anew, so that it also helps after a
    /// change of network. Nothing happens without discovery. Longer than `beaconLimit` is a mistake of the caller.
    ///
    /// It leaves from the port of the sessions: its sender's address is the address to dial.
    package func announce(_ beacon: [UInt8]) {
        guard let discovery = configuration.discovery else { return }
        precondition(
            (1...discovery.beaconLimit).contains(beacon.count), "a beacon of \(beacon.count) bytes")
        guard !faults.cut else {
            counters.beaconsDropped += 1
            return
        }
        let interfaces = interfaces
        joinGroups(interfaces)
        var broadcasts: Set<TransportAddress> = []
        for interface in interfaces {
            multicast(beacon, discovery, .ipv4, interface)
            multicast(beacon, discovery, .ipv6, interface)
            for address in interface.broadcasts where broadcasts.insert(address).inserted {
                send(beacon, to: address.with(port: discovery.port))
            }
        }
    }

    /// Joins the groups on every interface and remembers the own addresses.
    func joinGroups(_ interfaces: [NetworkInterface]) {
        ownAddresses = Set(interfaces.flatMap(\.addresses))
        guard let discovery = configuration.discovery else { return }
        for (family, socket) in discoverySockets {
            for interface in interfaces where interface.has(family) {
                socket.join(discovery.group(family), interface: interface.index)
            }
        }
    }

    /// Receives what waits on a discovery socket, a bounded number at once.
    func receiveBeacons(_ socket: Socket) {
        guard let discovery = configuration.discovery else { return }
        for _ in 0..<discovery.beaconsPerWait {
            var sender: TransportAddress?
            guard case .count(let count) = socket.receiveDatagram(into: &datagram, from: &sender) else { return }
            guard let sender, !isOwn(sender) else { continue }
            let isNear = sender.isLoopback || !configuration.loopbackOnly
            guard isNear, !faults.cut, (1...discovery.beaconLimit).contains(count) else {
                counters.beaconsDropped += 1
                continue
            }
            counters.beaconsReceived += 1
            events.append(.beacon(Array(datagram[..<count]), from: sender))
        }
    }

    private func isOwn(_ sender: TransportAddress) -> Bool {
        sender.port == port && ownAddresses.contains(sender.with(port: 0))
    }

    private func multicast(
        _ beacon: [UInt8], _ discovery: DiscoveryConfiguration, _ family: TransportAddress.Family,
        _ interface: NetworkInterface
    ) {
        // IPv4 multicast works on loopback though the interface does not say so; IPv6 multicast does not.
        let isAble = interface.isLoopback ? family == .ipv4 : interface.supportsMulticast
        guard isAble, interface.has(family), let socket = sockets.datagramSocket(family),
            socket.setMulticastInterface(interface.index, family: family)
        else { return }
        let group = discovery.group(family).with(port: discovery.port)
        send(beacon, to: family == .ipv6 ? group.with(scope: interface.index) : group)
    }

    private func send(_ beacon: [UInt8], to address: TransportAddress) {
        let socket = sockets.datagramSocket(address.family)
        if case .count = socket?.sendDatagram(beacon, count: beacon.count, to: address) { counters.beaconsSent += 1 }
    }
}

extension DiscoveryConfiguration {
    func group(_ family: TransportAddress.Family) -> TransportAddress {
        family == .ipv4 ? ipv4Group : ipv6Group
    }
}
