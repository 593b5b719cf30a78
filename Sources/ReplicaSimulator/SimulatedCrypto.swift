import ReplicaDocuments
import ReplicaGossip

/// What stands for cryptography in a simulation: fast, deterministic, and honest about who signed what, but no secret to
/// anybody who reads this. Digests are 32 bytes from two mixed 64-bit lanes; a signature is a digest of (secret of the
/// simulation, public key, message). A signer has its own key only, so that a lying node can't sign for others without
/// guessing 64 bytes; equal inputs give equal bytes in every process.
package struct SimulatedCrypto: GossipCrypto {
    /// This node's public key, 32 bytes.
    package let publicKey: [UInt8]
    private let secret: UInt64

    /// The keys of the node with a number, in the simulation with a secret.
    package init(secret: UInt64, number: UInt64) {
        self.secret = secret
        publicKey = SimulatedDigest.bytes(words: 4, domain: 1, parts: [secret, number], of: [])
    }

    package func digest(_ bytes: [UInt8]) -> [UInt8] {
        SimulatedDigest.bytes(words: 4, domain: 2, parts: [], of: bytes)
    }

    package func sign(_ message: [UInt8]) -> [UInt8] { signature(of: message, by: publicKey) }

    package func verify(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
        signature == self.signature(of: message, by: key)
    }

    package func authenticate(_ message: [UInt8], by key: [UInt8]) -> [UInt8] {
        SimulatedDigest.bytes(words: 4, domain: 3, parts: [UInt64(key.count)], of: key + message)
    }

    private func signature(of message: [UInt8], by key: [UInt8]) -> [UInt8] {
        SimulatedDigest.bytes(words: 8, domain: 4, parts: [secret, UInt64(key.count)], of: key + message)
    }
}
