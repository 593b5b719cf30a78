package import ReplicaCrypto

/// Moves bytes between this node and others: TLS 1.3 links with frames, sealed datagrams beside them, beacons to be
/// found by. It knows addresses and keys, and no message.
///
/// **One thread.** A transport belongs to the thread that made it, and everything happens inside the calls: there is
/// no thread, lock or queue of its own. The owner loops over `wait`, which sleeps until something happens and hands
/// each event to a closure; there the owner may call everything but `wait`. A datagram is received, opened and handed
/// over without leaving the thread, because each hand-over to another would cost more than all the rest. Only the
/// `waker` is for other threads.
///
/// **One link, two ways.** A link is one TLS session over TCP with proved Ed25519 keys on both ends. Both sides'
/// owners must accept the other's key before anything flows. Then each tells the other, inside the session, a random
/// session id and its port (`LinkHello`); keys for datagrams are exported from the session (`EpochSecret`), so they die
/// with it. Datagrams may be lost, doubled or overtaken; frames are in order.
///
/// **Strangers.** Whatever arrives is hostile until it is authenticated: it is bounded in number, time and memory,
/// harms at most its own link, is counted, and gets no answer (UDP) or only TLS's own (TCP).
package final class Transport {
    /// The settings and limits it was opened with.
    package let configuration: TransportConfiguration
    /// Ends a `wait` from any thread.
    package let waker: TransportWaker
    /// What it has done so far.
    package internal(set) var counters = TransportCounters()
    /// The faults it commits on its own traffic. Setting `cut` closes all links at once, with an event for each.
    package var faults = TransportFaults() {
        didSet { if faults.cut { cutOff() } }
    }

    let tls: TLSContext
    let sockets: TransportSockets
    let discoverySockets: [(family: TransportAddress.Family, socket: Socket)]

    /// Links that exist, in the order of their making.
    var links: [Link] = []
    /// The same by id, and those whose end the owner has not heard of yet.
    var linksByID: [LinkID: Link] = [:]
    /// Open links by what is in their datagrams.
    var linksBySession: [UInt64: Link] = [:]
    var lingering: [LingeringSocket] = []
    /// Links with something to send.
    var dirty: [Link] = []
    private var linkCount: UInt64 = 0

    /// Events to be delivered, oldest first.
    var events: [TransportEvent] = []
    var isWaiting = false
    var pollSet = PollSet()
    /// When connections may be taken again.
    var acceptsFrom: UInt64 = 0

    // Buffers that every packet passes through, so that no packet allocates any.
    var receiveBuffer = [UInt8](repeating: 0, count: 64 << 10)
    var plaintext = [UInt8](repeating: 0, count: 16 << 10)
    var ciphertext = [UInt8](repeating: 0, count: 72 << 10)
    var datagram = [UInt8](repeating: 0, count: 2048)
    var datagramText = [UInt8](repeating: 0, count: 2048)
    var sealed = [UInt8](repeating: 0, count: DatagramHeader.maximumDatagramByteCount)

    var chance: SplitMix64
    /// Datagrams held back by the faults, the next one due first.
    var delayedDatagrams: [(due: UInt64, bytes: [UInt8], address: TransportAddress)] = []
    /// This machine's addresses when they were last read, to know own beacons by.
    var ownAddresses: Set<TransportAddress> = []

    /// Binds the sockets, makes the certificate, listens. Beacons are heard from now on.
    ///
    /// `TransportError.portInUse` if the port of the configuration is taken (or none was free in all attempts).
    package init(
        configuration: TransportConfiguration = TransportConfiguration(), identity: SigningKey
    ) throws(TransportError) {
        precondition(
            (1...FrameDecoder.maximumBodyByteCount).contains(configuration.frameLimit),
            "a frame limit of \(configuration.frameLimit) bytes")
        self.configuration = configuration
        waker = try TransportWaker()
        tls = try TLSContext(identity: identity, protocols: configuration.protocols)
        sockets = try TransportSockets.open(configuration)
        discoverySockets = configuration.discovery.map(TransportSockets.openDiscovery) ?? []
        chance = SplitMix64(seed: configuration.faultSeed)
        joinGroups(interfaces)
    }

    /// The port of TCP and UDP.
    package var port: UInt16 { sockets.port }

    /// The addresses under which this node may be reached, with its port: read anew, ordinary ones first, then
    /// link-local ones, then loopback. A few dozen microseconds.
    package var localAddresses: [TransportAddress] {
        let addresses = interfaces.flatMap(\.addresses).filter { sockets.datagramSocket($0.family) != nil }
            .map { $0.with(port: port) }
        return addresses.filter { !$0.isLoopback && !$0.isLinkLocal } + addresses.filter(\.isLinkLocal)
            + addresses.filter(\.isLoopback)
    }

    /// The interfaces that are used.
    var interfaces: [NetworkInterface] {
        NetworkInterface.all(limit: configuration.discovery?.interfaceLimit ?? 64)
            .filter { $0.isLoopback || !configuration.loopbackOnly }
    }

    func makeLinkID() -> LinkID {
        linkCount += 1
        return LinkID(number: linkCount)
    }
}
