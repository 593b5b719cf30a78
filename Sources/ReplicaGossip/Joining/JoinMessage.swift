import ReplicaCRDT
import ReplicaDocuments

// The join protocol: two frames over a TLS session of its own (ALPN `replica-join/1`), whose two certificates are known to
// both sides. `binding` is 32 bytes that TLS exports from this very session (RFC 8446, section 7.5): a proof can't be carried
// into another.
//
//   request   01 | invitation id 16 | proof 32 | name, text
//   welcome   02 | proof 32 | shop id 32 | what the joiner holds: space bytes, 00 for everything
//   refusal   03 | code
//
//   invitation id = first 16 bytes of HMAC(secret, "replica join 1 id")
//   proof         = HMAC(secret, "replica join 1 joiner" or "… inviter" | binding | joiner's key | inviter's key)
enum JoinMessage: Equatable {
    case request(id: [UInt8], proof: [UInt8], name: String)
    case welcome(proof: [UInt8], shop: ShopID, holding: Holding)
    case refusal(JoinFailure)

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 96)
        switch self {
        case .request(let id, let proof, let name):
            writer.byte(1)
            writer.raw(id)
            writer.raw(proof)
            writer.text(name)
        case .welcome(let proof, let shop, let holding):
            writer.byte(2)
            writer.raw(proof)
            writer.raw(shop.bytes)
            holding.encode(into: &writer)
        case .refusal(let failure):
            writer.byte(3)
            writer.byte(failure.rawValue)
        }
        return writer.bytes
    }

    init(_ bytes: [UInt8]) throws(DecodingFailure) {
        var reader = ByteReader(bytes)
        switch try reader.byte() {
        case 1:
            let id = try reader.raw(16)
            let proof = try reader.raw(32)
            self = .request(id: id, proof: proof, name: try reader.text(limit: FormatLimits.userBytes))
        case 2:
            let proof = try reader.raw(32)
            guard let shop = ShopID(bytes: try reader.raw(32)) else { throw .malformed("shop", offset: reader.offset) }
            self = .welcome(proof: proof, shop: shop, holding: try Holding(from: &reader))
        case 3:
            guard let failure = JoinFailure(rawValue: try reader.byte()) else {
                throw .malformed("refusal", offset: reader.offset)
            }
            self = .refusal(failure)
        default: throw .malformed("join message", offset: 0)
        }
        try reader.finish()
    }
}

extension Holding {
    /// One byte 00 for everything, or the customer's space.
    func encode(into writer: inout ByteWriter) {
        switch self {
        case .everything: writer.byte(0)
        case .customer(let id): Space.customer(id).encode(into: &writer)
        }
    }

    init(from reader: inout ByteReader) throws(DecodingFailure) {
        switch try Space(from: &reader) {
        case .staff: self = .everything
        case .customer(let id): self = .customer(id)
        case .shop: throw .malformed("holding", offset: reader.offset)
        }
    }
}

/// What both sides of a session prove to each other.
struct JoinProof {
    let secret: [UInt8]
    let binding: [UInt8]
    let joinerKey: [UInt8]
    let inviterKey: [UInt8]

    static func id(of secret: [UInt8], _ crypto: any GossipCrypto) -> [UInt8] {
        Array(crypto.authenticate(Array("replica join 1 id".utf8), by: secret).prefix(16))
    }

    func made(by side: String, _ crypto: any GossipCrypto) -> [UInt8] {
        crypto.authenticate(Array("replica join 1 \(side)".utf8) + binding + joinerKey + inviterKey, by: secret)
    }

    /// Whether a proof is right; takes the same time wherever it differs.
    func matches(_ proof: [UInt8], by side: String, _ crypto: any GossipCrypto) -> Bool {
        let own = made(by: side, crypto)
        var difference: UInt8 = own.count == proof.count ? 0 : 1
        for (left, right) in zip(own, proof) { difference |= left ^ right }
        return difference == 0
    }
}
