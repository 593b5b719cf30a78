package import ReplicaCRDT

/// A statement of the shop's root key: who is the first admin. It travels inside a `staff` delta of the admin that it names.
/// Its signed bytes are: "replica root 1\n", shop id (32), serial (8), first admin's public key (32), then 0, or 1 and the
/// node id (16) of a member whom the statement revokes.
package struct RootStatement: Hashable, Sendable {
    /// The root's public key: its SHA-256 is the shop's id.
    package let rootKey: [UInt8]
    /// 1, 2, 3, …; a higher one is senior.
    package let serial: Int64
    /// The Ed25519 public key of the first admin.
    package let adminKey: [UInt8]
    /// A member that the statement revokes.
    package let revoked: NodeID?
    /// The root's signature.
    package let signature: [UInt8]

    /// A statement, signed with the root key by `sign`.
    package init(
        rootKey: [UInt8], serial: Int64, adminKey: [UInt8], revoked: NodeID? = nil, shop: ShopID,
        sign: ([UInt8]) -> [UInt8]
    ) {
        self.rootKey = rootKey
        self.serial = serial
        self.adminKey = adminKey
        self.revoked = revoked
        signature = sign(Self.message(shop: shop, serial: serial, adminKey: adminKey, revoked: revoked))
    }

    /// Whether the root of this shop signed it.
    package func isValid(in shop: ShopID, by crypto: any DeltaCrypto) -> Bool {
        crypto.digest(rootKey) == shop.bytes && serial > 0
            && crypto.verify(
                signature, of: Self.message(shop: shop, serial: serial, adminKey: adminKey, revoked: revoked),
                by: rootKey)
    }

    private static func message(shop: ShopID, serial: Int64, adminKey: [UInt8], revoked: NodeID?) -> [UInt8] {
        var writer = ByteWriter(capacity: 112)
        writer.raw("replica root 1\n".utf8)
        writer.raw(shop.bytes)
        writer.fixed64(UInt64(bitPattern: serial))
        writer.raw(adminKey)
        writer.byte(revoked == nil ? 0 : 1)
        if let revoked { writer.raw(revoked.bytes) }
        return writer.bytes
    }

    /// The value of the field `statement`.
    package var value: Value {
        var members: [(String, Value)] = [
            ("root", .bytes(rootKey)), ("serial", .integer(serial)), ("admin", .bytes(adminKey)),
            ("signature", .bytes(signature)),
        ]
        if let revoked { members.append(("revoked", .bytes(revoked.bytes))) }
        return .map(of: members)
    }

    /// Reads a statement; nil if the value isn't one.
    package init?(_ value: Value) {
        guard let rootKey = value["root"]?.bytes, rootKey.count == 32, let serial = value["serial"]?.integer,
            let adminKey = value["admin"]?.bytes, adminKey.count == 32, let signature = value["signature"]?.bytes,
            signature.count == Delta.signatureLength
        else { return nil }
        self.rootKey = rootKey
        self.serial = serial
        self.adminKey = adminKey
        self.signature = signature
        if let bytes = value["revoked"] {
            guard let bytes = bytes.bytes, bytes.count == 16, let node = NodeID(bytes: bytes) else { return nil }
            revoked = node
        } else {
            revoked = nil
        }
    }
}
