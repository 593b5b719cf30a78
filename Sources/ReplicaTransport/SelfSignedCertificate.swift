internal import COpenSSL
internal import ReplicaCrypto

/// The certificate a node shows in TLS: its Ed25519 key, signed by itself, and nothing else that counts. It is made in
/// memory at each start. The dates span all of time, because the identity is the key, and a wrong clock or an old
/// certificate must not cut anybody off.
@safe final class SelfSignedCertificate {
    /// An `X509`.
    let pointer: OpaquePointer

    init(_ key: SigningKey) throws(TransportError) {
        guard let certificate = unsafe X509_new() else { throw .tls("out of memory") }
        unsafe pointer = unsafe certificate
        guard unsafe Self.fill(certificate, key) else { throw .tls(OpenSSLFailure.describe()) }
    }

    deinit { unsafe X509_free(pointer) }

    private static func fill(_ certificate: OpaquePointer, _ key: SigningKey) -> Bool {
        let version3 = 2
        guard let name = unsafe X509_NAME_new() else { return false }
        defer { unsafe X509_NAME_free(name) }
        return unsafe X509_set_version(certificate, version3) == 1
            && ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1
            && ASN1_TIME_set_string(X509_getm_notBefore(certificate), "19700101000000Z") == 1
            && ASN1_TIME_set_string(X509_getm_notAfter(certificate), "99991231235959Z") == 1
            && X509_NAME_add_entry_by_txt(name, "CN", 0x1000 | 1, "replica", -1, -1, 0) == 1
            && X509_set_subject_name(certificate, name) == 1
            && X509_set_issuer_name(certificate, name) == 1
            && X509_set_pubkey(certificate, key.handle.pointer) == 1
            && X509_sign(certificate, key.handle.pointer, nil) > 0
    }

    /// The Ed25519 public key of a certificate that its key has signed itself; nil for any other certificate.
    static func key(of certificate: OpaquePointer) -> [UInt8]? {
        guard let key = unsafe X509_get0_pubkey(certificate), unsafe EVP_PKEY_get_id(key) == EVP_PKEY_ED25519 else {
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: VerifyingKey.byteCount)
        var count = bytes.count
        guard unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1, count == bytes.count,
            unsafe X509_verify(certificate, key) == 1
        else { return nil }
        return bytes
    }
}
