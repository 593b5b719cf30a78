internal import COpenSSL

/// The public half of an Ed25519 key, parsed once. Keep it for an author whose signatures are checked often.
/// Checking takes about 130 µs, on any thread.
package struct VerifyingKey: Sendable {
    /// The length of a public key in bytes.
    package static let byteCount = 32

    private let handle: KeyHandle

    /// Parses a public key of 32 bytes; another length is `CryptoError.wrongLength`.
    package init(publicKey: [UInt8]) throws(CryptoError) {
        guard publicKey.count == Self.byteCount else {
            throw CryptoError.wrongLength(expected: Self.byteCount, actual: publicKey.count)
        }
        guard let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count) else {
            ERR_clear_error()
            throw CryptoError.notAKey
        }
        handle = unsafe KeyHandle(owning: key)
    }

    /// Whether `signature` (any length; only 64 bytes can be right) was made over exactly `message` by this key's owner.
    package func verify(signature: [UInt8], message: [UInt8]) -> Bool {
        guard signature.count == SigningKey.signatureByteCount else { return false }
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory for a signature") }
        defer { unsafe EVP_MD_CTX_free(context) }
        let verified =
            unsafe EVP_DigestVerifyInit(context, nil, nil, nil, handle.pointer) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        if !verified { ERR_clear_error() }
        return verified
    }
}

/// Whether `signature` was made over exactly `message` by the owner of `publicKey`. A malformed key or signature is
/// `false`. Parses the key each time; see `VerifyingKey` for many signatures of one author.
package func verifyEd25519(signature: [UInt8], message: [UInt8], publicKey: [UInt8]) -> Bool {
    guard let key = try? VerifyingKey(publicKey: publicKey) else { return false }
    return key.verify(signature: signature, message: message)
}
