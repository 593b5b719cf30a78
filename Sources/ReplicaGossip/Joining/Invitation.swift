package import ReplicaCRDT
package import ReplicaDocuments

/// What an admin hands to somebody who shall join: whom to ask, where, and a secret that works once.
///
/// As text it is `replica://join/` and base 64 (RFC 4648, section 5) of:
///
///     offset  content
///     0       version, 01
///     1       role: 1 admin, 2 customer
///     2       the inviter's node id, 16 bytes
///     18      the shop's id, 32 bytes
///     50      secret, 16 bytes
///     66      expiry, seconds since 1970, varint
///     …       addresses: count, each: host (4 or 16 bytes with length), port varint
///     end-4   the first four bytes of the SHA-256 of all before: a slip in copying is told from a foreign link
package struct Invitation: Hashable, Sendable {
    /// The node that invites, and must answer.
    package let inviter: NodeID
    /// The shop.
    package let shop: ShopID
    /// What the joiner becomes.
    package let role: RoleSet
    /// 16 random bytes.
    package let secret: [UInt8]
    /// Until when it works, seconds since 1970 by the inviter's clock.
    package let expires: UInt64
    /// Where the inviter listens.
    package let addresses: [PeerAddress]

    static let version: UInt8 = 1
    /// Addresses in one invitation: a QR code must stay readable.
    package static let addressLimit = 8
    private static let prefix = "replica://join/"

    /// An invitation from its parts; further addresses than the limit are left out.
    package init(
        inviter: NodeID, shop: ShopID, role: RoleSet, secret: [UInt8], expires: UInt64, addresses: [PeerAddress]
    ) {
        precondition(secret.count == 16, "a secret of \(secret.count) bytes")
        self.inviter = inviter
        self.shop = shop
        self.role = role
        self.secret = secret
        self.expires = expires
        self.addresses = Array(addresses.prefix(Self.addressLimit))
    }

    /// The text form.
    package func link(by crypto: any DeltaCrypto) -> String {
        var writer = ByteWriter(capacity: 128)
        writer.byte(Self.version)
        writer.byte(role.rawValue)
        writer.raw(inviter.bytes)
        writer.raw(shop.bytes)
        writer.raw(secret)
        writer.varint(expires)
        writer.count(addresses.count)
        for address in addresses {
            writer.block(address.host)
            writer.varint(UInt64(address.port))
        }
        return Self.prefix + Base64URL.encode(writer.bytes + crypto.digest(writer.bytes).prefix(4))
    }

    /// Reads the text form; white space around and inside it (a mail that broke the line) does not matter.
    package init(link: String, by crypto: any DeltaCrypto) throws(JoinFailure) {
        let text = link.filter { !$0.isWhitespace }
        guard text.utf8.count <= 2_048, text.hasPrefix(Self.prefix),
            let bytes = Base64URL.decode(text.dropFirst(Self.prefix.count)), bytes.count > 4
        else { throw .malformed }
        let content = Array(bytes.dropLast(4))
        guard Array(crypto.digest(content).prefix(4)) == Array(bytes.suffix(4)) else { throw .malformed }
        guard content[0] == Self.version else { throw .newer }
        do throws(DecodingFailure) { self = try Self.decoded(content) } catch { throw .malformed }
    }

    private static func decoded(_ content: [UInt8]) throws(DecodingFailure) -> Invitation {
        var reader = ByteReader(content)
        _ = try reader.byte()
        let role = RoleSet(rawValue: try reader.byte())
        let inviter = NodeID(bytes: try reader.raw(16))
        let shop = ShopID(bytes: try reader.raw(32))
        let secret = try reader.raw(16)
        let expires = try reader.varint()
        var addresses: [PeerAddress] = []
        for _ in 0..<(try reader.count(limit: addressLimit)) {
            let host = try reader.block(limit: 16)
            guard host.count == 4 || host.count == 16, let port = UInt16(exactly: try reader.varint()) else {
                throw .malformed("address", offset: reader.offset)
            }
            addresses.append(PeerAddress(host: host, port: port))
        }
        try reader.finish()
        guard role == .admin || role == .customer, let inviter, let shop else { throw .malformed("role", offset: 1) }
        return Invitation(
            inviter: inviter, shop: shop, role: role, secret: secret, expires: expires, addresses: addresses)
    }
}
