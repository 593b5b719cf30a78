import Foundation
import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaGossip
import Synchronization

/// The core's cryptography by OpenSSL: SHA-256, Ed25519, HMAC-SHA-256.
final class NodeCrypto: GossipCrypto {
    /// This node's key.
    let key: SigningKey
    /// Keys parsed before, so that checking a signature does not parse the author's key again. Bounded by the number of
    /// members, since only members' keys are asked for; beyond `keyLimit` the cache starts anew.
    private let parsed = Mutex<[[UInt8]: VerifyingKey]>([:])
    private static let keyLimit = 4_096

    init(key: SigningKey) { self.key = key }

    func digest(_ bytes: [UInt8]) -> [UInt8] { sha256(bytes) }

    func sign(_ message: [UInt8]) -> [UInt8] { key.sign(message) }

    func verify(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
        guard let verifying = verifyingKey(key) else { return false }
        return verifying.verify(signature: signature, message: message)
    }

    /// Checks a backlog on all cores: a signature takes longer than everything else that is done with its delta.
    func verifyAll(_ checks: [SignatureCheck]) -> [Bool] {
        let parts = min(checks.count, ProcessInfo.processInfo.activeProcessorCount)
        guard parts > 1 else { return checks.map { verify($0.signature, of: $0.message, by: $0.key) } }
        let results = Mutex([Bool](repeating: false, count: checks.count))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let range = (checks.count * part / parts)..<(checks.count * (part + 1) / parts)
            let checked = checks[range].map { verify($0.signature, of: $0.message, by: $0.key) }
            results.withLock { $0.replaceSubrange(range, with: checked) }
        }
        return results.withLock { $0 }
    }

    func authenticate(_ message: [UInt8], by key: [UInt8]) -> [UInt8] { hmacSHA256(key: key, message) }

    private func verifyingKey(_ key: [UInt8]) -> VerifyingKey? {
        if let known = parsed.withLock({ $0[key] }) { return known }
        guard let made = try? VerifyingKey(publicKey: key) else { return nil }
        parsed.withLock { keys in
            if keys.count >= Self.keyLimit { keys.removeAll() }
            keys[key] = made
        }
        return made
    }
}
