import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import ReplicaStorage
import ReplicaTransport

extension NodeCore {
    /// Opens the sockets and starts the protocol.
    func startNetwork(
        _ options: NetworkOptions, addresses: [TransportAddress], doorbell: Doorbell
    ) throws(ReplicaError) -> UInt16 {
        if let network { return network.port }
        var configuration = TransportConfiguration()
        configuration.port = options.port
        configuration.loopbackOnly = options.loopbackOnly
        if options.discovers {
            configuration.discovery?.port = options.discoveryPort
        } else {
            configuration.discovery = nil
        }
        let transport: Transport
        do throws(TransportError) {
            transport = try Transport(configuration: configuration, identity: identity.key)
        } catch { throw .unreachable("The network can't be opened: \(error).") }
        let network = NodeNetwork(core: self, transport: transport, trusted: trusted)
        self.network = network
        doorbell.attach(transport.waker)
        for address in addresses { network.handle(.address(PeerAddress(address), node: nil), self) }
        greetRemembered()
        network.handle(.networkChanged, self)
        return network.port
    }

    /// Whoever invited this node counts as a member until its records say so.
    private var trusted: Set<NodeID> {
        guard let inviter, store.membership.current(inviter) == nil else { return [] }
        return [inviter]
    }

    /// Keeps an address that answered, with the node that did.
    func remember(_ dial: GossipEffects.Dial) {
        guard let node = dial.node, knownAddresses.insert(dial).inserted else { return }
        var key = ByteWriter(capacity: 32)
        key.block(dial.address.host)
        key.varint(UInt64(dial.address.port))
        key.varint(UInt64(dial.address.scope))
        ownRecords.append(StoredRecord(table: RecordTable.address.rawValue, key: key.bytes, value: node.bytes))
    }

    /// Tells the protocol of the addresses that answered before.
    func greetRemembered() {
        for (address, node) in remembered() { network?.handle(.address(address, node: node), self) }
    }

    /// The addresses that answered before.
    private func remembered() -> [(PeerAddress, NodeID?)] {
        var found: [(PeerAddress, NodeID?)] = []
        _ = try? file.records(table: RecordTable.address.rawValue) { key, value in
            var reader = ByteReader(key)
            guard let host = try? reader.block(limit: 16),
                let port = (try? reader.varint()).flatMap(UInt16.init(exactly:)),
                let scope = (try? reader.varint()).flatMap(UInt32.init(exactly:))
            else { return }
            found.append((PeerAddress(host: host, port: port, scope: scope), NodeID(bytes: value)))
        }
        return found
    }
}
