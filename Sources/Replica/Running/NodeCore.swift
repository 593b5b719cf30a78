import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaGossip
import ReplicaStorage
import ReplicaTransport

/// Everything that one node is, on its one thread: store, disk, network, observers. It feeds the state machines and carries
/// out their effects in the order that durability asks for: first the disk, then sends, then observers.
final class NodeCore {
    let directory: String
    let identity: NodeIdentity
    let schema: Schema
    let crypto: NodeCrypto
    let file: StorageFile
    let archive: StorageArchive
    private(set) var store: DocumentStore
    var network: NodeNetwork?
    let feed = FeedHub()
    /// Own deltas of this batch, to be pushed once they are on disk.
    private var made: [Delta] = []
    /// Records of the node's own (addresses, invitations) for the next write.
    var ownRecords: [StoredRecord] = []
    /// Those who wait until enough members have something.
    var reachWaiters: [ReachWaiter] = []
    /// The invitations that somebody may still use.
    var joins: InviterJoin
    /// Addresses that answered and are on disk.
    var knownAddresses: Set<GossipEffects.Dial> = []
    /// Who invited this node; nil for a founder.
    var inviter: NodeID? { identity.inviter }
    /// Told when the node has closed.
    var whenClosed: [() -> Void] = []
    /// The custom events that this node publishes and tells.
    var events = EventDesk()
    /// How connections did, over time.
    var quality = QualityMonitor()
    /// What was counted and timed since the start.
    var meter = NodeMeter()
    /// What people should know.
    var alarms = AlarmBoard()

    /// Opens the store of an identity and takes back what lives.
    init(directory: String, identity: NodeIdentity, file: StorageFile, schema: Schema) throws(ReplicaError) {
        self.directory = directory
        self.identity = identity
        self.schema = schema
        self.file = file
        crypto = NodeCrypto(key: identity.key)
        archive = StorageArchive(file: file)
        store = Self.emptyStore(identity, crypto, archive, schema)
        joins = InviterJoin(shop: identity.shop, key: identity.key.publicKey, crypto: crypto)
        try restore()
    }

    private static func emptyStore(
        _ identity: NodeIdentity, _ crypto: NodeCrypto, _ archive: StorageArchive, _ schema: Schema
    ) -> DocumentStore {
        DocumentStore(
            shop: identity.shop, replica: identity.replica, holding: identity.holding, crypto: crypto, archive: archive,
            indexed: schema.indexes)
    }

    private func restore() throws(ReplicaError) {
        do {
            for table in [RecordTable.rules, .chain, .space, .unseen, .acknowledgement, .fork, .rollback] {
                var failure: DecodingFailure?
                let damaged = try file.records(table: table.rawValue) { key, value in
                    do throws(DecodingFailure) { try store.restore(table, key: key, value: value) } catch {
                        failure = error
                    }
                }
                if let failure { throw failure }
                guard damaged.isEmpty else { throw ReplicaError.damaged("a record of table \(table) is damaged") }
            }
            try restoreDocuments()
            store.restore(lastOrder: try file.lastOrder(), feedSeq: try file.feedRange()?.upperBound ?? 0)
            try restoreInvitations()
            _ = try store.restore(waiting: archive.waiting(), at: Clock.moment)
        } catch let error as StorageError {
            throw ReplicaError(error)
        } catch let error as ReplicaError {
            throw error
        } catch { throw .damaged("\(error)") }
    }

    private func restoreDocuments() throws {
        var failure: (any Error)?
        let damaged = try file.documents { stored in
            do { try store.restore(DocumentAddress(stored.key), state: stored.state) } catch { failure = error }
        }
        if let failure { throw failure }
        for key in damaged {
            let address = try DocumentAddress(key)
            alarm("the stored document \(address.key) was damaged and has been rebuilt from the log")
            try store.restore(address, history: archive.history(of: address))
        }
    }

    /// Takes note of own deltas that must be pushed when they are on disk.
    func willPush(_ deltas: [Delta]) { made += deltas }

    /// Makes what the store collected durable, then tells observers and neighbours, own deltas first. On failure the store is
    /// taken back to what is on disk, and the failure is thrown to everybody whose work was in the batch.
    func finish() throws(ReplicaError) {
        let deltas = made
        made = []
        let begun = deltas.isEmpty ? 0 : Clock.instant.monotonic
        try write(durable: !deltas.isEmpty)
        guard !deltas.isEmpty else { return }
        network?.handle(.committed(deltas), self)
        if let network { quality.made(deltas, at: begun, present: network.gossip.present) }
        network?.handle(.durable, self)
    }

    /// Makes everything durable that was written before, so that it can be acknowledged.
    func sync() throws(ReplicaError) {
        try write(durable: true)
        network?.handle(.durable, self)
    }

    /// Writes what the store collected, then shows it; `durable` by an fsync, which makes everything before it durable as well.
    func write(durable: Bool) throws(ReplicaError) {
        let rows = store.pendingFeed
        var batch = StorageBatch(store.takeWrites())
        batch.records += ownRecords
        ownRecords = []
        do throws(StorageError) {
            let begun = durable ? MonotonicClock.now : 0
            if !batch.isEmpty {
                try file.commit(batch, durable: durable)
                alarms.clear(.saving)
            } else if durable {
                try file.sync()
            }
            if durable { meter.fsync.observe(nanoseconds: MonotonicClock.now - begun) }
        } catch {
            try takeBack(after: error)
        }
        if rows.isEmpty { return }
        meter.count(rows, own: identity.replica)
        feed.publish(rows)
        showEvents(rows)
    }

    private func takeBack(after error: StorageError) throws(ReplicaError) {
        alarms.raise(.saving, "not saved: \(error)")
        alarms.clearClocks()
        store = Self.emptyStore(identity, crypto, archive, schema)
        try restore()
        network?.storeWasReplaced(self)
        quality.restart()
        greetRemembered()
        throw ReplicaError(error)
    }

    /// Tells people of something that should not be.
    func alarm(_ text: String) { alarms.raise(.event(text), text) }

    /// Waits until something is to do, and does it.
    func wait(_ doorbell: Doorbell, hasWork: () -> Bool) {
        let deadline = [reachWaiters.map(\.deadline).min(), qualityDue].compactMap(\.self).min()
        if let network {
            network.wait(until: deadline, self, hasWork: hasWork)
        } else {
            doorbell.wait(nanoseconds: deadline.map { $0 > MonotonicClock.now ? $0 - MonotonicClock.now : 0 })
        }
        settleReach()
        sampleQuality()
    }

    /// Answers those who wait for reach and have it, or whose time is over.
    func settleReach() {
        guard !reachWaiters.isEmpty else { return }
        let now = MonotonicClock.now
        reachWaiters.removeAll { waiter in
            let reached = waiter.positions.map { store.reached($0.space, $0.position).count }.min() ?? 0
            guard reached >= waiter.count || now >= waiter.deadline else { return false }
            waiter.answer(reached)
            return true
        }
    }
}
