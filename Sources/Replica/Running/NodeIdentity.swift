import Foundation
import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaStorage

/// Who a node is: its key, its shop, its replica, what it holds. The key lies in a file of its own, mode 0600; the rest lies in
/// the database, so that both must be there and fit.
struct NodeIdentity {
    let key: SigningKey
    let shop: ShopID
    let replica: ReplicaID
    let holding: Holding
    let name: String
    /// Who invited it; nil for a founder.
    let inviter: NodeID?

    static let keyFile = "key"

    /// The identity of a key's owner.
    init(key: SigningKey, shop: ShopID, incarnation: UInt64, holding: Holding, name: String, inviter: NodeID?) {
        self.key = key
        self.shop = shop
        replica = ReplicaID(node: NodeID(bytes: sha256(key.publicKey))!, incarnation: incarnation)
        self.holding = holding
        self.name = name
        self.inviter = inviter
    }

    private enum Meta: String {
        case shop, holding, incarnation, name, node, inviter
        var bytes: [UInt8] { Array(rawValue.utf8) }
    }

    /// The rows that `load` reads back.
    var records: [StoredRecord] {
        var holdingBytes = [UInt8](repeating: 0, count: 1)
        if case .customer(let id) = holding { holdingBytes = Space.customer(id).bytes }
        return [
            record(.shop, shop.bytes), record(.node, replica.node.bytes), record(.holding, holdingBytes),
            record(.incarnation, bigEndianBytes(replica.incarnation)), record(.name, Array(name.utf8)),
        ] + (inviter.map { [record(.inviter, $0.bytes)] } ?? [])
    }

    private func record(_ key: Meta, _ value: [UInt8]) -> StoredRecord {
        StoredRecord(table: RecordTable.meta.rawValue, key: key.bytes, value: value)
    }

    /// The key of a directory; makes both if they are not there.
    static func makeKey(in directory: String) throws(ReplicaError) -> SigningKey {
        _ = unsafe mkdir(directory, 0o700)
        do throws(StorageError) {
            let file = DirectoryFile(directory: directory, name: keyFile)
            if let seed = try file.read(), let key = try? SigningKey(seed: seed) { return key }
            let key = SigningKey()
            try file.write(key.seed)
            return key
        } catch { throw ReplicaError(error) }
    }

    /// Whether a database has an identity yet.
    static func exists(in file: StorageFile) throws(ReplicaError) -> Bool {
        try value(.shop, in: file) != nil
    }

    /// Reads the identity of a node that was founded or has joined.
    static func load(directory: String, from file: StorageFile) throws(ReplicaError) -> NodeIdentity {
        let seed: [UInt8]?
        do throws(StorageError) {
            seed = try DirectoryFile(directory: directory, name: keyFile).read()
        } catch { throw ReplicaError(error) }
        guard let seed, let key = try? SigningKey(seed: seed) else {
            throw .damaged("the key file \(directory)/\(keyFile) is missing or not a key; restore it from a backup")
        }
        guard let shop = try value(.shop, in: file).flatMap(ShopID.init(bytes:)),
            let node = try value(.node, in: file).flatMap(NodeID.init(bytes:)),
            let incarnation = try value(.incarnation, in: file), incarnation.count == 8,
            let held = try value(.holding, in: file), let name = try value(.name, in: file)
        else { throw .damaged("the database says nothing of the shop it belongs to") }
        var holding = Holding.everything
        if held.count > 1, case .customer(let id)? = try? Space(bytes: held) { holding = .customer(id) }
        let identity = NodeIdentity(
            key: key, shop: shop, incarnation: incarnation.reduce(0) { $0 << 8 | UInt64($1) }, holding: holding,
            name: String(decoding: name, as: UTF8.self),
            inviter: try value(.inviter, in: file).flatMap(NodeID.init(bytes:)))
        guard identity.replica.node == node else {
            throw .damaged("the key file is not the key of the node in the database")
        }
        return identity
    }

    private static func value(_ key: Meta, in file: StorageFile) throws(ReplicaError) -> [UInt8]? {
        do throws(StorageError) {
            return try file.record(table: RecordTable.meta.rawValue, key: key.bytes)
        } catch { throw ReplicaError(error) }
    }

    /// A random incarnation.
    static func newIncarnation() -> UInt64 { randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
