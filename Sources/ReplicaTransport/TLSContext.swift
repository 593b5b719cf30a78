internal import COpenSSL
internal import ReplicaCrypto

/// The TLS settings of a transport: TLS 1.3 only, both sides show a certificate, Ed25519 and X25519 only, no
/// resumption, no early data.
@safe final class TLSContext {
    /// An `SSL_CTX`.
    let pointer: OpaquePointer
    /// The protocols that incoming sessions may name, as TLS carries them.
    private let accepted: UnsafeMutableBufferPointer<UInt8>
    /// The longest certificate chain that is read, in bytes. Ours has about 250.
    private static let certificateLimit = 4096

    init(identity: SigningKey, protocols: [ALPN]) throws(TransportError) {
        guard let context = unsafe SSL_CTX_new(TLS_method()) else { throw .tls(OpenSSLFailure.describe()) }
        unsafe pointer = unsafe context
        let names = ALPN.wireForm(protocols)
        unsafe accepted = .allocate(capacity: names.count)
        _ = unsafe accepted.initialize(fromContentsOf: names)
        let certificate = try SelfSignedCertificate(identity)
        let succeeded =
            unsafe replica_ssl_ctx_only_tls13(context) == 1
            && SSL_CTX_set_ciphersuites(context, "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256") == 1
            && replica_ssl_ctx_set_groups(context, "X25519") == 1
            && replica_ssl_ctx_set_sigalgs(context, "ed25519") == 1
            && SSL_CTX_use_certificate(context, certificate.pointer) == 1
            && SSL_CTX_use_PrivateKey(context, identity.handle.pointer) == 1
            && SSL_CTX_set_num_tickets(context, 0) == 1
        guard succeeded else { throw .tls(OpenSSLFailure.describe()) }
        unsafe replica_ssl_ctx_no_sessions(context)
        unsafe replica_ssl_ctx_set_max_cert_list(context, Self.certificateLimit)
        unsafe replica_ssl_ctx_set_modes(context)
        unsafe SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
        // In place of the chains and dates of the web: a certificate is good if its own Ed25519 key has signed it.
        unsafe SSL_CTX_set_cert_verify_callback(
            context,
            { store, _ in
                guard let certificate = unsafe X509_STORE_CTX_get0_cert(store) else { return 0 }
                return unsafe SelfSignedCertificate.key(of: certificate) == nil ? 0 : 1
            }, nil)
        unsafe SSL_CTX_set_alpn_select_cb(
            context,
            { _, selected, selectedLength, offered, offeredLength, context in
                guard let context = unsafe context else { return SSL_TLSEXT_ERR_ALERT_FATAL }
                let accepted = unsafe Unmanaged<TLSContext>.fromOpaque(context).takeUnretainedValue().accepted
                let outcome = unsafe SSL_select_next_proto(
                    UnsafeMutableRawPointer(selected)?.assumingMemoryBound(to: UnsafeMutablePointer<UInt8>?.self),
                    selectedLength, accepted.baseAddress, UInt32(accepted.count), offered, offeredLength)
                return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        unsafe SSL_CTX_free(pointer)
        unsafe accepted.deallocate()
    }
}
