import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaGossip
import ReplicaStorage

extension StorageFile {
    /// Opens a directory's database with the hash that names deltas.
    static func opened(_ directory: String) throws(ReplicaError) -> StorageFile {
        do throws(StorageError) {
            return try StorageFile.open(directory: directory) { Array(sha256($0).prefix(16)) }
        } catch { throw ReplicaError(error) }
    }
}

extension NodeCore {
    /// Makes a shop: root key, first admin, rules 1, in one durable commit.
    static func founding(
        directory: String, schema: Schema, name: String, root: SigningKey
    ) throws(ReplicaError) -> NodeCore {
        guard FormatLimits.isName(name, limit: FormatLimits.userBytes) else {
            throw .invalid("A node's name is 1 to 128 bytes without control characters.")
        }
        let shop = ShopID(bytes: sha256(root.publicKey))!
        let core = try newMember(directory: directory, schema: schema, shop: shop, name: name) { .everything }
        let statement = RootStatement(
            rootKey: root.publicKey, serial: 1, adminKey: core.identity.key.publicKey, shop: shop, sign: root.sign)
        do throws(TransactionFailure) {
            _ = try core.store.found(
                statement, memberName: name, series: "A", rules: schema.rules(number: 1), at: Clock.moment)
            var transaction = core.store.transaction()
            try transaction.set(
                DocumentAddress(.shop, DiscoveryKey.admins), DiscoveryKey.field, to: .bytes(randomBytes(32)))
            _ = try core.store.commit(transaction, at: Clock.moment)
        } catch { throw ReplicaError(error) }
        try core.write(durable: true)
        return core
    }

    /// A new key and a new replica in a directory that has none; the first write keeps them. `holding` is asked for once the
    /// directory is known to be free.
    static func newMember(
        directory: String, schema: Schema, shop: ShopID, name: String, inviter: NodeID? = nil,
        holding: () throws(ReplicaError) -> Holding
    ) throws(ReplicaError) -> NodeCore {
        let file = try StorageFile.opened(directory)
        guard try !NodeIdentity.exists(in: file) else {
            throw .directory("There is a shop in \(directory) already.")
        }
        let identity = NodeIdentity(
            key: try NodeIdentity.makeKey(in: directory), shop: shop, incarnation: NodeIdentity.newIncarnation(),
            holding: try holding(), name: name, inviter: inviter)
        let core = try NodeCore(directory: directory, identity: identity, file: file, schema: schema)
        core.ownRecords = identity.records
        return core
    }

    /// Writes this program's schema as the next rules, if it differs from the newest and this node may.
    func renewRules() throws(ReplicaError) {
        guard identity.holding.isAdmin, !store.isRolledBack, let rules = store.rules else { return }
        let wanted = schema.rules(number: rules.number + 1)
        guard wanted.collections != rules.collections else { return }
        var transaction = store.transaction()
        do throws(TransactionFailure) {
            try transaction.set(
                DocumentAddress(.staff, Collections.rulesKey), Collections.rules, to: wanted.value)
            if let receipt = try store.commit(transaction, at: Clock.moment) { willPush(receipt.deltas) }
        } catch {
            // Only first admins write rules; on any other node the former rules go on.
            guard case .void = error else { throw ReplicaError(error) }
            return
        }
        try finish()
    }

    /// Ends the network, closes the database and tells those who wait for it.
    func close() {
        network?.close()
        network = nil
        feed.close()
        events.hub.close()
        file.close()
        for waiter in reachWaiters { waiter.answer(0) }
        reachWaiters = []
        for tell in whenClosed { tell() }
    }
}
