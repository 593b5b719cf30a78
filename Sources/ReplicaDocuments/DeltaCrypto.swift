package import ReplicaCRDT

/// The cryptography that the core needs, given by its driver: SHA-256 and Ed25519 in a node. All are functions of their
/// arguments alone (Ed25519 signatures are deterministic, RFC 8032), so that a run is decided by its inputs.
package protocol DeltaCrypto: Sendable {
    /// SHA-256: 32 bytes.
    func digest(_ bytes: [UInt8]) -> [UInt8]
    /// A signature by this node's key: 64 bytes.
    func sign(_ message: [UInt8]) -> [UInt8]
    /// Whether a signature is by the holder of a public key (32 bytes).
    func verify(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool
}

extension DeltaCrypto {
    /// Names a delta's content.
    package func hash(_ bytes: [UInt8]) -> DeltaHash { DeltaHash(bytes: digest(bytes))! }

    /// The node that holds a public key.
    package func node(of key: [UInt8]) -> NodeID { NodeID(bytes: digest(key))! }
}
