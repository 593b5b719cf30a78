import ReplicaDocuments
import ReplicaSimulator
import Testing

@Suite struct SimulatedCryptoTests {
    private let a = SimulatedCrypto(secret: 5, number: 1)
    private let b = SimulatedCrypto(secret: 5, number: 2)

    @Test func `a signature holds for its message and its signer alone`() {
        let signature = a.sign([1, 2, 3])
        #expect(signature.count == 64)
        #expect(b.verify(signature, of: [1, 2, 3], by: a.publicKey))
        #expect(!a.verify(signature, of: [1, 2, 3], by: b.publicKey))
        #expect(!a.verify(signature, of: [1, 2, 4], by: a.publicKey))
        #expect(!a.verify(signature, of: [1, 2, 3, 0], by: a.publicKey))
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1
            #expect(!a.verify(changed, of: [1, 2, 3], by: a.publicKey))
        }
    }

    @Test func `other keys, simulations, messages and lengths give other digests`() {
        var digests = Set([a.digest([]), a.digest([0]), a.digest([0, 0]), a.digest([0, 0, 0, 0, 0, 0, 0, 0])])
        digests.insert(a.sign([]))
        digests.insert(b.sign([]))
        digests.insert(SimulatedCrypto(secret: 6, number: 1).sign([]))
        #expect(digests.count == 7)
        #expect(a.digest([7]) == b.digest([7]))
        #expect(a.publicKey != b.publicKey)
    }
}
