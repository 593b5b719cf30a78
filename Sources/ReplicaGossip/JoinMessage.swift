package import ReplicaCRDT
package import ReplicaDocuments

/// What joiner and inviter say to each other, under the join protocol's own ALPN.
///
///   01 ask       version 1, invitation's id 16, name (text), proof 32
///   02 admitted  version 1, 00 or 01 and customer's space 16, series (text), proof 32
///   03 refused   reason 1
///
/// A proof is HMAC-SHA-256 under the invitation's secret of "replica join 1 asks\n" or "replica join 1 admits\n", the shop's
/// id 32, the session's channel binding 32, the joiner's public key 32, the inviter's public key 32, and all of the message
/// before the proof. So it is good in this session only, between these two keys, and one side's is not the other's.
package enum JoinMessage: Equatable, Sendable {
    /// The joiner asks.
    case ask(invitation: [UInt8], name: String, proof: [UInt8])
    /// The inviter has admitted it.
    case admitted(holding: Holding, series: String, proof: [UInt8])
    /// The inviter has not.
    case refused(JoinFailure)

    /// The version of the join protocol.
    package static let version: UInt8 = 1
    /// Bytes of a frame.
    package static let limit = 1_024
    /// UTF-8 bytes of a joiner's name or a number series' prefix.
    package static let nameBytes = 128
    /// Bytes of a proof.
    package static let proofLength = 32

    /// The bytes of a frame.
    package var encoded: [UInt8] {
        switch self {
        case .ask(let invitation, let name, let proof): Self.ask(invitation, name) + proof
        case .admitted(let holding, let series, let proof): Self.admitted(holding, series) + proof
        case .refused(let reason): [3, reason.rawValue]
        }
    }

    /// The part of a question that its proof covers.
    static func ask(_ invitation: [UInt8], _ name: String) -> [UInt8] {
        var writer = ByteWriter(capacity: 128)
        writer.byte(1)
        writer.byte(version)
        writer.raw(invitation)
        writer.text(name)
        return writer.bytes
    }

    /// The part of an admission that its proof covers.
    static func admitted(_ holding: Holding, _ series: String) -> [UInt8] {
        var writer = ByteWriter(capacity: 128)
        writer.byte(2)
        writer.byte(version)
        holding.encode(into: &writer)
        writer.text(series)
        return writer.bytes
    }

    /// Reads a frame.
    package init(bytes: [UInt8]) throws(DecodingFailure) {
        guard bytes.count <= Self.limit else { throw .limit("join frame", offset: 0) }
        var reader = ByteReader(bytes)
        let tag = try reader.byte()
        if tag == 3 {
            guard let reason = JoinFailure(rawValue: try reader.byte()) else { throw .unsupported("reason") }
            self = .refused(reason)
            try reader.finish()
            return
        }
        guard tag == 1 || tag == 2 else { throw .unsupported("join message \(tag)") }
        guard try reader.byte() == Self.version else { throw .unsupported("join version") }
        if tag == 1 {
            let invitation = try reader.raw(16)
            let name = try reader.text(limit: Self.nameBytes)
            self = .ask(invitation: invitation, name: name, proof: try reader.raw(Self.proofLength))
        } else {
            let holding = try Holding(from: &reader)
            let series = try reader.text(limit: Self.nameBytes)
            self = .admitted(holding: holding, series: series, proof: try reader.raw(Self.proofLength))
        }
        try reader.finish()
    }
}

/// The keys and the session that a proof is bound to.
struct JoinBinding {
    let shop: ShopID
    /// 32 bytes exported from the TLS session, equal on both sides.
    let channel: [UInt8]
    let joiner: [UInt8]
    let inviter: [UInt8]

    /// The proof of the secret's holder.
    func proof(_ label: Label, _ content: [UInt8], secret: [UInt8], by crypto: any GossipCrypto) -> [UInt8] {
        var writer = ByteWriter(capacity: 320)
        writer.raw(label.rawValue.utf8)
        writer.raw(shop.bytes)
        writer.block(channel)
        writer.block(joiner)
        writer.block(inviter)
        writer.raw(content)
        return crypto.authenticate(writer.bytes, by: secret)
    }

    enum Label: String {
        case asks = "replica join 1 asks\n"
        case admits = "replica join 1 admits\n"
    }
}
