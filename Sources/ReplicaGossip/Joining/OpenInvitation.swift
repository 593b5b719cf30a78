package import ReplicaCRDT
package import ReplicaDocuments

/// What the inviter remembers of one invitation, on disk.
package struct OpenInvitation: Hashable, Sendable {
    /// 16 bytes that name it without telling its secret.
    package let id: [UInt8]
    /// 16 random bytes.
    package let secret: [UInt8]
    /// What the joiner will hold, and so its role.
    package let holding: Holding
    /// Seconds since 1970.
    package let expires: UInt64
    /// Wrong proofs so far.
    package internal(set) var failures: UInt8 = 0
    /// The key of the member that it admitted.
    package internal(set) var usedBy: [UInt8]?

    /// Wrong proofs that end an invitation.
    package static let failureLimit: UInt8 = 5

    /// A new invitation.
    package init(secret: [UInt8], holding: Holding, expires: UInt64, by crypto: any GossipCrypto) {
        id = JoinProof.id(of: secret, crypto)
        self.secret = secret
        self.holding = holding
        self.expires = expires
    }

    /// The bytes on disk: version, secret, holding, expiry, failures, the key that used it or nothing.
    package var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 64)
        writer.byte(1)
        writer.raw(secret)
        holding.encode(into: &writer)
        writer.varint(expires)
        writer.byte(failures)
        writer.block(usedBy ?? [])
        return writer.bytes
    }

    /// Reads the bytes on disk.
    package init(encoded bytes: [UInt8], by crypto: any GossipCrypto) throws(DecodingFailure) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == 1 else { throw .unsupported("invitation version \(version)") }
        let secret = try reader.raw(16)
        let holding = try Holding(from: &reader)
        self.init(secret: secret, holding: holding, expires: try reader.varint(), by: crypto)
        failures = try reader.byte()
        let key = try reader.block(limit: 32)
        usedBy = key.isEmpty ? nil : key
    }
}
