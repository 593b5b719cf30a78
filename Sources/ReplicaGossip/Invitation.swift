package import ReplicaCRDT
package import ReplicaDocuments

/// An admin's invitation: whoever shows it first within its time becomes a member. It pins the inviter's id, and holds a secret
/// that works once. People pass it on as a link or a QR code: `replica://join/` and the bytes in base64url (RFC 4648,
/// section 5, without padding).
///
///    0   1  version, 01
///    1  16  the inviter's node id
///   17  32  the shop's id
///   49   1  role: 1 admin, 2 customer
///   50  16  secret
///   66   8  expiry, seconds since 1970, big-endian
///   74   1  addresses, at most 8: length 4 or 16, host, port 2 big-endian
///   -4   4  CRC-32 of all before, so that a slip is told from a wrong secret
package struct Invitation: Hashable, Sendable {
    /// Who invites.
    package let inviter: NodeID
    /// Where to.
    package let shop: ShopID
    /// Admin or customer.
    package let role: RoleSet
    /// 16 random bytes.
    package let secret: [UInt8]
    /// Seconds since 1970, by the inviter's clock.
    package let expiry: UInt64
    /// Where the inviter can be dialled; at most `addressLimit`.
    package let addresses: [PeerAddress]

    /// The version of the format.
    package static let version: UInt8 = 1
    /// Addresses in one invitation.
    package static let addressLimit = 8
    /// Characters of a link, at most.
    package static let textLimit = 512
    /// Bytes of the secret.
    package static let secretLength = 16
    /// How a link begins.
    package static let prefix = "replica://join/"

    /// An invitation from its parts; the role is admin or customer, the secret 16 bytes. Link-local addresses and those beyond
    /// the limit are left out.
    package init(
        inviter: NodeID, shop: ShopID, role: RoleSet, secret: [UInt8], expiry: UInt64, addresses: [PeerAddress]
    ) {
        precondition(secret.count == Self.secretLength, "a secret of \(secret.count) bytes")
        precondition(role == .admin || role == .customer, "role \(role.rawValue)")
        self.inviter = inviter
        self.shop = shop
        self.role = role
        self.secret = secret
        self.expiry = expiry
        self.addresses = Array(addresses.filter { $0.scope == 0 }.prefix(Self.addressLimit))
    }

    /// The link.
    package var text: String { Self.prefix + Base64URL.text(of: encoded) }

    /// The bytes.
    package var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 128)
        writer.byte(Self.version)
        writer.raw(inviter.bytes)
        writer.raw(shop.bytes)
        writer.byte(role.rawValue)
        writer.raw(secret)
        writer.fixed64(expiry)
        writer.count(addresses.count)
        for address in addresses {
            writer.block(address.host)
            writer.byte(UInt8(address.port >> 8))
            writer.byte(UInt8(truncatingIfNeeded: address.port))
        }
        let check = crc32(writer.bytes)
        for shift in [24, 16, 8, 0] as [UInt32] { writer.byte(UInt8(truncatingIfNeeded: check >> shift)) }
        return writer.bytes
    }

    /// Reads a link; spaces and line ends around it are ignored.
    package init(text: String) throws(InvitationFailure) {
        let characters = text.utf8.drop { $0 <= 0x20 }
        guard characters.starts(with: Self.prefix.utf8) else { throw .notALink }
        var rest = Array(characters.dropFirst(Self.prefix.utf8.count))
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        guard rest.count <= Self.textLimit, let bytes = Base64URL.bytes(of: rest) else { throw .damaged }
        try self.init(bytes: bytes)
    }

    /// Reads the bytes.
    package init(bytes: [UInt8]) throws(InvitationFailure) {
        guard let version = bytes.first else { throw .damaged }
        guard version == Self.version else { throw .version(version) }
        guard bytes.count > 4 else { throw .damaged }
        let given = bytes.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard crc32(Array(bytes.dropLast(4))) == given else { throw .damaged }
        do throws(DecodingFailure) {
            self = try Self.decode(Array(bytes.dropLast(4)))
        } catch { throw .damaged }
    }

    private static func decode(_ bytes: [UInt8]) throws(DecodingFailure) -> Invitation {
        var reader = ByteReader(bytes)
        _ = try reader.byte()
        let inviter = try NodeID(from: &reader)
        guard let shop = ShopID(bytes: try reader.raw(32)) else { throw .malformed("shop", offset: 17) }
        let role = RoleSet(rawValue: try reader.byte())
        guard role == .admin || role == .customer else { throw .malformed("role", offset: 49) }
        let secret = try reader.raw(secretLength)
        let expiry = try reader.fixed64()
        var addresses: [PeerAddress] = []
        for _ in 0..<(try reader.count(limit: addressLimit)) {
            let start = reader.offset
            let host = try reader.block(limit: 16)
            guard host.count == 4 || host.count == 16 else { throw .malformed("host", offset: start) }
            let high = try reader.byte()
            addresses.append(PeerAddress(host: host, port: UInt16(high) << 8 | UInt16(try reader.byte())))
        }
        try reader.finish()
        return Invitation(
            inviter: inviter, shop: shop, role: role, secret: secret, expiry: expiry, addresses: addresses)
    }
}

/// CRC-32 (ISO 3309, as in zlib), bit by bit: links are short.
private func crc32(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = .max
    for byte in bytes {
        value ^= UInt32(byte)
        for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
}
