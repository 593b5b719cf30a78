internal import COpenSSL

/// An Ed25519 key pair (RFC 8032): a node's identity. Signing takes about 50 µs.
package struct SigningKey: Sendable {
    /// The length of a seed in bytes.
    package static let seedByteCount = 32
    /// The length of a signature in bytes.
    package static let signatureByteCount = 64

    /// The secret from which everything follows: 32 bytes. Whoever has it is this node.
    package let seed: [UInt8]
    /// The public half: 32 bytes.
    package let publicKey: [UInt8]
    /// The parsed key, for whoever builds a certificate from it.
    package let handle: KeyHandle

    /// A new key from the system's random source.
    package init() {
        do throws(CryptoError) {
            try self.init(seed: randomBytes(Self.seedByteCount))
        } catch {
            preconditionFailure("OpenSSL refused a random Ed25519 seed: \(error)")
        }
    }

    /// The key that belongs to a seed of 32 bytes; another length is `CryptoError.wrongLength`.
    package init(seed: [UInt8]) throws(CryptoError) {
        guard seed.count == Self.seedByteCount else {
            throw CryptoError.wrongLength(expected: Self.seedByteCount, actual: seed.count)
        }
        guard let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            ERR_clear_error()
            throw CryptoError.notAKey
        }
        handle = unsafe KeyHandle(owning: key)
        self.seed = seed
        var publicKey = [UInt8](repeating: 0, count: VerifyingKey.byteCount)
        var count = publicKey.count
        let succeeded = unsafe EVP_PKEY_get_raw_public_key(key, &publicKey, &count)
        precondition(succeeded == 1 && count == VerifyingKey.byteCount, "no public half: \(OpenSSLFailure.describe())")
        self.publicKey = publicKey
    }

    /// The signature of `message`: 64 bytes, the same every time.
    package func sign(_ message: [UInt8]) -> [UInt8] {
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory for a signature") }
        defer { unsafe EVP_MD_CTX_free(context) }
        return unsafe [UInt8](unsafeUninitializedCapacity: Self.signatureByteCount) { output, count in
            var length = Self.signatureByteCount
            let succeeded =
                unsafe EVP_DigestSignInit(context, nil, nil, nil, handle.pointer) == 1
                && EVP_DigestSign(context, output.baseAddress, &length, message, message.count) == 1
            precondition(succeeded && length == Self.signatureByteCount, "no signature: \(OpenSSLFailure.describe())")
            count = length
        }
    }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible {
    /// Names the key without its secret, so that a log line or a failed test gives nothing away.
    package var description: String {
        "SigningKey(public: " + publicKey.prefix(4).map { String($0, radix: 16) }.joined(separator: ".") + "…)"
    }

    /// The same as `description`.
    package var debugDescription: String { description }
}
