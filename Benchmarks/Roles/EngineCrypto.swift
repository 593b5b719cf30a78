import ReplicaCrypto
import ReplicaDocuments
import Synchronization

/// SHA-256 and Ed25519 as a node has them, with the time that signatures take on the side.
final class EngineCrypto: DeltaCrypto {
    let key = SigningKey()
    private let parsed = Mutex<[[UInt8]: VerifyingKey]>([:])
    private let nanoseconds = Atomic<UInt64>(0)

    /// Nanoseconds spent on signing and verifying so far.
    var signatureNanoseconds: UInt64 { nanoseconds.load(ordering: .relaxed) }

    func digest(_ bytes: [UInt8]) -> [UInt8] { sha256(bytes) }

    func sign(_ message: [UInt8]) -> [UInt8] {
        let start = ProcessorClock.now
        defer { nanoseconds.add(ProcessorClock.now - start, ordering: .relaxed) }
        return key.sign(message)
    }

    func verify(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
        let start = ProcessorClock.now
        defer { nanoseconds.add(ProcessorClock.now - start, ordering: .relaxed) }
        return verifyingKey(key)?.verify(signature: signature, message: message) ?? false
    }

    private func verifyingKey(_ key: [UInt8]) -> VerifyingKey? {
        if let known = parsed.withLock({ $0[key] }) { return known }
        guard let made = try? VerifyingKey(publicKey: key) else { return nil }
        parsed.withLock { $0[key] = made }
        return made
    }
}
