import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import ReplicaStorage
import ReplicaTransport

extension Node {
    /// Begins to replicate: listens, looks for the others, exchanges changes with them. Returns the port.
    @discardableResult
    public func start(_ options: NetworkOptions = .lan) async throws -> UInt16 {
        let given = try await Node.resolve(options.addresses)
        let doorbell = doorbell
        return try await loop.perform { core in try core.startNetwork(options, addresses: given, doorbell: doorbell) }
    }

    /// Ends replicating; the node goes on alone.
    public func stop() async throws {
        let doorbell = doorbell
        try await loop.perform { core in
            core.network?.close()
            core.network = nil
            doorbell.attach(nil)
        }
    }

    /// Tries another node's address, `HOST:PORT`, now and whenever it is not connected.
    public func connect(to address: String) async throws {
        let resolved = try await Node.resolve([address])
        try await loop.perform { core in
            guard core.network != nil else {
                throw ReplicaError.unreachable("This node does not replicate: start it first.")
            }
            for address in resolved { core.network?.handle(.address(PeerAddress(address), node: nil), core) }
        }
    }

    /// Cuts, delays or thins out this node's traffic, for demonstrations and tests: `isCut` stops all, `datagramLoss` drops that
    /// share of datagrams (0 to 1), `delay` holds everything back.
    public func disturb(isCut: Bool, datagramLoss: Double = 0, delay: Duration = .zero) async throws {
        try await loop.perform { core in
            guard let network = core.network else {
                throw ReplicaError.unreachable("This node does not replicate: start it first.")
            }
            let (seconds, attoseconds) = delay.components
            var faults = TransportFaults()
            faults.cut = isCut
            faults.datagramLoss = min(max(datagramLoss, 0), 1)
            faults.delayNanoseconds =
                UInt64(clamping: seconds) * 1_000_000_000 + UInt64(clamping: attoseconds / 1_000_000_000)
            network.transport.faults = faults
            if !isCut { network.handle(.networkChanged, core) }
        }
    }

    /// Looks host names up on a thread of the system's own: that may block for seconds.
    static func resolve(_ addresses: [String]) async throws -> [TransportAddress] {
        var found: [TransportAddress] = []
        for text in addresses {
            let (host, port) = try split(text)
            found += try await withCheckedThrowingContinuation { continuation in
                Blocking.run {
                    continuation.resume(
                        with: Result {
                            do throws(TransportError) {
                                return try TransportAddress.resolve(host: host, port: port)
                            } catch {
                                throw ReplicaError.unreachable("\(text) can't be looked up: \(error). Check the name.")
                            }
                        })
                }
            }
        }
        return found
    }

    private static func split(_ text: String) throws(ReplicaError) -> (String, UInt16) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]), port > 0 else {
            throw .invalid("\"\(text)\" is no address. Write HOST:PORT, such as 192.168.1.20:7700 or [fe80::1]:7700.")
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else { throw .invalid("\"\(text)\" has no host before the port.") }
        return (host, port)
    }
}
