import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// One node as its driver runs it: store, log, protocol.
final class TestNode {
    let crypto: TestCrypto
    let archive: MemoryArchive
    let store: DocumentStore
    let gossip: Gossip
    let address: PeerAddress
    /// Alarms that were raised.
    var alarms: [String] = []
    /// Deltas that came to count, from elsewhere.
    var counted = 0

    var id: NodeID { crypto.node }

    init(
        seed: UInt64, shop: ShopID, holding: Holding = .everything, bootNonce: UInt64? = nil,
        configuration: GossipConfiguration = GossipConfiguration()
    ) {
        crypto = TestCrypto(seed: seed)
        archive = MemoryArchive(crypto: crypto)
        store = DocumentStore(
            shop: shop, replica: ReplicaID(node: crypto.node, incarnation: seed), holding: holding, crypto: crypto,
            archive: archive)
        gossip = Gossip(
            store: store, archive: archive, crypto: crypto, node: crypto.node, bootNonce: bootNonce ?? seed,
            configuration: configuration, seed: seed)
        address = PeerAddress(
            host: [10, 0, UInt8(truncatingIfNeeded: seed >> 8), UInt8(truncatingIfNeeded: seed)], port: 7700)
        gossip.port = 7700
    }

    /// The same node after a restart: its log and its state, a new process.
    init(restarting node: TestNode, bootNonce: UInt64, at wall: UInt64) {
        crypto = node.crypto
        archive = node.archive
        store = node.store
        gossip = Gossip(
            store: store, archive: archive, crypto: crypto, node: crypto.node, bootNonce: bootNonce,
            configuration: node.gossip.configuration, seed: bootNonce)
        address = node.address
        gossip.port = node.gossip.port
    }

    /// Handles an event as the driver does: what it makes goes to disk before anybody sees it.
    func handle(_ event: GossipEvent, at time: UInt64) -> GossipEffects {
        let effects = gossip.handle(event, at: Self.instant(time))
        archive.write(store.takeWrites())
        alarms += effects.alarms
        counted += effects.intake.counted.count
        return effects
    }

    /// Commits a transaction to disk; the deltas to be pushed.
    func commit(at time: UInt64, _ write: (inout Transaction) throws(TransactionFailure) -> Void) throws -> [Delta] {
        var transaction = store.transaction()
        try write(&transaction)
        let receipt = try store.commit(transaction, at: Moment(microseconds: Self.instant(time).wall))
        archive.write(store.takeWrites())
        return receipt?.deltas ?? []
    }

    static func instant(_ time: UInt64) -> Instant { Instant(monotonic: time, wall: 1_790_000_000_000_000 + time) }
}
