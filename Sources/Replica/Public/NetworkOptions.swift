/// How a node reaches the others.
public struct NetworkOptions: Sendable {
    /// The port of TCP and UDP; 0 lets the system choose.
    public var port: UInt16 = 0
    /// Whether it sends and hears beacons by multicast and broadcast.
    public var discovers = true
    /// The UDP port of beacons; all nodes of a shop must agree.
    public var discoveryPort: UInt16 = 7701
    /// Whether it listens on this machine's loopback interface only.
    public var loopbackOnly = false
    /// Other nodes' addresses, `HOST:PORT`, beside those that are remembered.
    public var addresses: [String] = []

    /// Any port, all interfaces, with discovery.
    public init() {}

    /// The local network, found by beacons.
    public static var lan: NetworkOptions { NetworkOptions() }
}
