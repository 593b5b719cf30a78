package import ReplicaCRDT
package import ReplicaDocuments

/// One node of a simulation, driven as the real one is: the core's store, a disk beneath it, a wall clock that may be wrong.
/// What the core wants written goes to the disk before anybody sees or gets anything of it.
package final class SimulatedNode {
    /// Its number; keys and ids follow from it.
    package let number: UInt64
    /// Its keys.
    package let crypto: SimulatedCrypto
    /// Its shop.
    package let shop: SimulatedShop
    /// What it holds.
    package let holding: Holding
    /// Its bounds.
    package let limits: StoreLimits
    /// Its disk.
    package private(set) var disk: SimulatedDisk
    /// The running core.
    package private(set) var store: DocumentStore
    /// How far its wall clock is from the true time, in microseconds.
    package var clockError: Int64 = 0

    /// A node that has nothing yet.
    package init(
        number: UInt64, incarnation: UInt64 = 1, holding: Holding, shop: SimulatedShop,
        limits: StoreLimits = StoreLimits()
    ) {
        self.number = number
        self.limits = limits
        self.shop = shop
        self.holding = holding
        crypto = shop.crypto(of: number)
        disk = SimulatedDisk(crypto: crypto)
        let replica = ReplicaID(node: shop.node(number), incarnation: incarnation)
        store = SimulatedNode.store(of: shop, replica, holding, limits, crypto, disk)
    }

    /// Its name.
    package var node: NodeID { store.replica.node }

    /// What its wall clock shows at a true time in microseconds since 1970.
    package func moment(_ time: UInt64) -> Moment {
        Moment(microseconds: UInt64(clamping: Int128(time) + Int128(clockError)))
    }

    /// Commits a transaction durably; nil if it has no changes.
    package func commit(
        _ transaction: Transaction, user: String = "", operation: OperationID? = nil, result: [UInt8] = [],
        at time: UInt64
    ) throws(TransactionFailure) -> CommitReceipt? {
        let receipt = try store.commit(
            transaction, user: user, operation: operation, result: result, at: moment(time))
        persist(synced: true)
        return receipt
    }

    /// Takes deltas in; they survive the process, not yet the machine.
    package func receive(_ deltas: [Delta], isLive: Bool = false, at time: UInt64) throws(ArchiveFailure) -> Intake {
        defer { persist(synced: false) }
        return try store.receive(deltas.map { Incoming($0, isLive: isLive) }, at: moment(time))
    }

    /// Writes what the core collected.
    package func persist(synced: Bool) {
        disk.write(store.takeWrites())
        if synced { disk.sync() }
    }

    /// Ends the process, or the machine, and starts again from the disk. Returns what waited and could be taken in now.
    @discardableResult
    package func restart(powerCut: Bool = false, at time: UInt64) throws -> Intake {
        if powerCut { disk.losePower() }
        return try start(as: store.replica, at: time)
    }

    /// Goes on as a new incarnation on another disk, such as a backup of the own one.
    package func restore(_ disk: SimulatedDisk, incarnation: UInt64, at time: UInt64) throws {
        self.disk = disk
        try start(as: ReplicaID(node: node, incarnation: incarnation), at: time)
    }

    /// A second store brought up from the same disk, for comparison with the running one.
    package func twinFromDisk(at time: UInt64) throws -> DocumentStore {
        let twin = SimulatedNode.store(of: shop, store.replica, holding, limits, crypto, disk)
        _ = try disk.restore(into: twin, at: moment(time))
        return twin
    }

    @discardableResult
    private func start(as replica: ReplicaID, at time: UInt64) throws -> Intake {
        store = SimulatedNode.store(of: shop, replica, holding, limits, crypto, disk)
        let intake = try disk.restore(into: store, at: moment(time))
        persist(synced: true)
        return intake
    }

    private static func store(
        of shop: SimulatedShop, _ replica: ReplicaID, _ holding: Holding, _ limits: StoreLimits,
        _ crypto: SimulatedCrypto, _ disk: SimulatedDisk
    ) -> DocumentStore {
        DocumentStore(
            shop: shop.id, replica: replica, holding: holding, crypto: crypto, archive: disk,
            indexed: SimulatedShop.indexed, limits: limits)
    }
}
