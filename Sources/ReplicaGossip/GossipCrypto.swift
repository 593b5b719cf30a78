package import ReplicaDocuments

/// The cryptography of the protocol beside the deltas': a keyed hash for beacons and join proofs, and signatures of a backlog
/// checked together.
package protocol GossipCrypto: DeltaCrypto {
    /// HMAC-SHA-256 (RFC 2104): 32 bytes.
    func authenticate(_ message: [UInt8], by key: [UInt8]) -> [UInt8]
    /// Whether each signature is by the holder of its key, in order. A driver may use several cores.
    func verifyAll(_ checks: [SignatureCheck]) -> [Bool]
}

extension GossipCrypto {
    /// One after the other.
    package func verifyAll(_ checks: [SignatureCheck]) -> [Bool] {
        checks.map { verify($0.signature, of: $0.message, by: $0.key) }
    }
}
