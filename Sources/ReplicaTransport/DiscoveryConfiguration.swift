/// Where beacons go. All nodes that are to find each other use the same.
package struct DiscoveryConfiguration: Equatable, Sendable {
    /// The UDP port on which beacons arrive; many transports of one machine share it.
    package var port: UInt16 = 7701
    /// An IPv4 multicast group of local scope (RFC 2365).
    package var ipv4Group = TransportAddress(ipv4: (239, 77, 1, 2), port: 0)
    /// An IPv6 multicast group of link-local scope (RFC 4291), reached on each interface by itself.
    package var ipv6Group = TransportAddress(ipv6High: 0xff02_0000_0000_0000, low: 0x7701, port: 0)
    /// The longest beacon in bytes; longer ones are dropped when they arrive, and trap when they are announced.
    package var beaconLimit = 512
    /// Beacons read in one wait and socket; the rest stays in the system's buffer for the next.
    package var beaconsPerWait = 64
    /// Interfaces announced on; further ones are left out.
    package var interfaceLimit = 64

    /// The groups and the port that all shops share.
    package init() {}
}
