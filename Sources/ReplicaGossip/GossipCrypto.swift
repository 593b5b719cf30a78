package import ReplicaDocuments

/// The cryptography of the protocol beside the deltas': a keyed hash for beacons and join proofs.
package protocol GossipCrypto: DeltaCrypto {
    /// HMAC-SHA-256 (RFC 2104): 32 bytes.
    func authenticate(_ message: [UInt8], by key: [UInt8]) -> [UInt8]
}
