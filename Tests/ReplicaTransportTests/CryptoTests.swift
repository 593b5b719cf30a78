import ReplicaCrypto
import Testing

/// Against the vectors of the standards, so that an agreement between our two halves is not enough.
@Suite struct CryptoTests {
    @Test func `SHA-256 gives the hashes of FIPS 180-4, at once and in parts`() {
        let abc = bytes(hex: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let empty = bytes(hex: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(sha256(Array("abc".utf8)) == abc)
        #expect(sha256([]) == empty)
        let hasher = SHA256Hasher()
        hasher.update(Array("a".utf8))
        hasher.update([])
        hasher.update(Array("bc".utf8))
        #expect(hasher.finalize() == abc)
        #expect(hasher.finalize() == empty)
    }

    @Test func `HMAC gives the values of RFC 4231, and takes an empty key`() {
        let first = bytes(hex: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(hmacSHA256(key: [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8)) == first)
        let second = bytes(hex: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(hmacSHA256(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8)) == second)
        let empty = bytes(hex: "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
        _ = hmacSHA256(key: [1, 2, 3], [4])
        #expect(hmacSHA256(key: [], []) == empty)
    }

    @Test func `HKDF gives the keys of RFC 5869`() {
        let secret = [UInt8](repeating: 0x0b, count: 22)
        let first = HKDF.extract(salt: bytes(hex: "000102030405060708090a0b0c"), secret: secret)
        #expect(first == bytes(hex: "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"))
        #expect(
            HKDF.expand(key: first, info: bytes(hex: "f0f1f2f3f4f5f6f7f8f9"), count: 42)
                == bytes(
                    hex: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"))
        #expect(
            HKDF.expand(key: HKDF.extract(secret: secret), info: [], count: 42)
                == bytes(
                    hex: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"))
    }

    @Test func `Ed25519 gives the key and signature of RFC 8032 and refuses everything else`() throws {
        let key = try SigningKey(seed: bytes(hex: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
        #expect(key.publicKey == bytes(hex: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
        let signature = key.sign([0x72])
        #expect(
            signature
                == bytes(
                    hex: """
                        92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
                        085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
                        """))
        let verifier = try VerifyingKey(publicKey: key.publicKey)
        #expect(verifier.verify(signature: signature, message: [0x72]))
        #expect(verifyEd25519(signature: signature, message: [0x72], publicKey: key.publicKey))
        #expect(!verifier.verify(signature: signature, message: [0x73]))
        #expect(!verifier.verify(signature: signature + [0], message: [0x72]))
        #expect(!verifier.verify(signature: [], message: []))
        #expect(!verifyEd25519(signature: signature, message: [0x72], publicKey: SigningKey().publicKey))
        #expect(!verifyEd25519(signature: signature, message: [0x72], publicKey: []))
        for bit in 0..<512 {
            var flipped = signature
            flipped[bit / 8] ^= 1 << (bit % 8)
            #expect(!verifier.verify(signature: flipped, message: [0x72]), "bit \(bit)")
        }
    }

    @Test func `a key made from the wrong number of bytes is refused`() {
        #expect(throws: CryptoError.wrongLength(expected: 32, actual: 31)) {
            try SigningKey(seed: [UInt8](repeating: 1, count: 31))
        }
        #expect(throws: CryptoError.wrongLength(expected: 32, actual: 0)) { try VerifyingKey(publicKey: []) }
    }

    @Test func `a key survives as its seed and never shows it`() throws {
        let key = SigningKey()
        #expect(try SigningKey(seed: key.seed).publicKey == key.publicKey)
        #expect(SigningKey().seed != key.seed)
        #expect(!"\(key) \(String(reflecting: key))".contains(key.seed.map(String.init).joined(separator: ", ")))
    }

    @Test func `AES-256-GCM gives the ciphertext and tag of its specification`() {
        let sealer = AEADSealer(key: [UInt8](repeating: 0, count: 32), nonceBase: [UInt8](repeating: 0, count: 12))
        var packet = [UInt8](repeating: 0, count: 32)
        #expect(sealer.seal(&packet, headerLength: 0, textLength: 16, counter: 0) == 32)
        #expect(packet == bytes(hex: "cea7403d4d606b6e074ec5d3baf39d18 d0d1c8a799996bf0265b98b5d48ab919"))
        var empty = [UInt8](repeating: 0, count: 16)
        #expect(sealer.seal(&empty, headerLength: 0, textLength: 0, counter: 0) == 16)
        #expect(empty == bytes(hex: "530f8afbc74536b9a963b4f1c4cb738b"))
    }

    @Test func `a sealed packet opens only unchanged and under its own counter`() {
        let key = randomBytes(32)
        let nonceBase = randomBytes(12)
        let sealer = AEADSealer(key: key, nonceBase: nonceBase)
        let opener = AEADOpener(key: key, nonceBase: nonceBase)
        let counter = UInt64.max - 3
        var packet: [UInt8] = [7, 7, 7] + Array("a text".utf8) + [UInt8](repeating: 0, count: 16)
        let length = sealer.seal(&packet, headerLength: 3, textLength: 6, counter: counter)
        var text = [UInt8](repeating: 0, count: 64)
        #expect(opener.open(packet, packetLength: length, headerLength: 3, counter: counter, into: &text) == 6)
        #expect(Array(text.prefix(6)) == Array("a text".utf8))
        #expect(opener.open(packet, packetLength: length, headerLength: 3, counter: 0, into: &text) == nil)
        for bit in 0..<length * 8 {
            var flipped = packet
            flipped[bit / 8] ^= 1 << (bit % 8)
            #expect(
                opener.open(flipped, packetLength: length, headerLength: 3, counter: counter, into: &text) == nil)
        }
        for shorter in 0..<length {
            #expect(
                opener.open(packet, packetLength: shorter, headerLength: 3, counter: counter, into: &text) == nil)
        }
        #expect(opener.open(packet, packetLength: length, headerLength: 3, counter: counter, into: &text) == 6)
    }

    @Test func `byte strings are compared by length and content`() {
        #expect(constantTimeEqual([], []))
        #expect(constantTimeEqual([1, 2], [1, 2]))
        #expect(!constantTimeEqual([1, 2], [1, 3]))
        #expect(!constantTimeEqual([1, 2], [1, 2, 3]))
        #expect(randomBytes(0).isEmpty)
        #expect(randomBytes(16) != randomBytes(16))
    }
}
