internal import ReplicaCrypto

/// The key schedule of one direction of a session's datagrams. Each epoch has a secret of 32 bytes; its key, its nonce
/// base and the next epoch's secret follow from it by HKDF (RFC 5869), and nothing leads back: who learns an epoch's
/// secret opens nothing older. The shape is that of QUIC's key update (RFC 9001, section 6).
package struct EpochSecret {
    /// The length of a secret in bytes.
    package static let byteCount = 32

    private let secret: [UInt8]

    /// The secret of the first epoch: 32 bytes; another length traps.
    package init(_ secret: [UInt8]) {
        precondition(secret.count == Self.byteCount, "a secret of \(secret.count) bytes")
        self.secret = secret
    }

    /// The AES-256 key of this epoch.
    package var key: [UInt8] { derive("replica datagram key", AEADSealer.keyByteCount) }
    /// The nonce base of this epoch: 12 bytes.
    package var nonceBase: [UInt8] { derive("replica datagram nonce", AEADSealer.nonceByteCount) }
    /// The secret of the next epoch.
    package var next: EpochSecret { EpochSecret(derive("replica datagram next", Self.byteCount)) }

    private func derive(_ purpose: String, _ count: Int) -> [UInt8] {
        HKDF.expand(key: secret, info: Array(purpose.utf8), count: count)
    }
}
