package import ReplicaCRDT
package import ReplicaDocuments

/// An invitation on its inviter's side, until some time after it is used or over.
package struct OpenInvitation: Hashable, Sendable {
    /// What became of it.
    package enum State: Hashable, Sendable {
        /// Nobody has used it; so many wrong proofs came.
        case open(failures: Int)
        /// The holder of this public key is being, or has been, admitted by it.
        case used(by: [UInt8])
    }

    /// 16 bytes.
    package let secret: [UInt8]
    /// What the joiner will hold; it tells its role.
    package let holding: Holding
    /// The prefix of its number series; empty for a device.
    package let series: String
    /// Seconds since 1970.
    package let expiry: UInt64
    /// What became of it.
    package var state = State.open(failures: 0)

    /// A new invitation.
    package init(secret: [UInt8], holding: Holding, series: String, expiry: UInt64) {
        precondition(secret.count == Invitation.secretLength, "a secret of \(secret.count) bytes")
        self.secret = secret
        self.holding = holding
        self.series = series
        self.expiry = expiry
    }

    /// Names the invitation without giving its secret away: 16 bytes.
    package func id(by crypto: any DeltaCrypto) -> [UInt8] { Self.id(of: secret, by: crypto) }

    static func id(of secret: [UInt8], by crypto: any DeltaCrypto) -> [UInt8] {
        Array(crypto.digest(Array("replica invitation 1\n".utf8) + secret).prefix(16))
    }

    /// The bytes on disk (this node's own): version 01; secret 16; 00, or 01 and customer's space 16; series (text); expiry;
    /// 00 and failures, or 01 and key 32.
    package var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 96)
        writer.byte(1)
        writer.raw(secret)
        holding.encode(into: &writer)
        writer.text(series)
        writer.varint(expiry)
        switch state {
        case .open(let failures):
            writer.byte(0)
            writer.count(failures)
        case .used(let key):
            writer.byte(1)
            writer.block(key)
        }
        return writer.bytes
    }

    /// Reads the bytes on disk.
    package init(encoded bytes: [UInt8]) throws(DecodingFailure) {
        var reader = ByteReader(bytes)
        guard try reader.byte() == 1 else { throw .unsupported("invitation version") }
        secret = try reader.raw(Invitation.secretLength)
        holding = try Holding(from: &reader)
        series = try reader.text(limit: JoinMessage.nameBytes)
        expiry = try reader.varint()
        if try reader.byte() == 0 {
            state = .open(failures: Int(min(try reader.varint(), UInt64(InviterJoin.failures))))
        } else {
            state = .used(by: try reader.block(limit: 64))
        }
        try reader.finish()
    }
}
