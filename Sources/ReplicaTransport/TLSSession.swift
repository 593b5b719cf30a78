internal import COpenSSL
internal import ReplicaCrypto

/// One TLS session over memory buffers: ciphertext goes in and comes out here, sockets are somebody else's.
///
/// Every call clears OpenSSL's error queue first, because `SSL_get_error` judges by what it finds there.
@safe final class TLSSession {
    enum Progress: Equatable {
        /// Done: the handshake is complete.
        case complete
        /// Needs more from the other side.
        case wantsMore
        /// Over; the text is OpenSSL's. An alert for the other side may be waiting in the ciphertext.
        case failed(String)
    }

    enum Read: Equatable {
        case count(Int)
        /// Needs more from the other side.
        case wantsMore
        /// The other side has said that nothing more follows.
        case ended
        case failed(String)
    }

    private let context: TLSContext
    private let session: OpaquePointer
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer

    /// A session that waits for the other side (`proposing` nil) or begins, and proposes one protocol.
    /// Traps when memory is out, as everything else does.
    init(_ context: TLSContext, proposing proposal: ALPN?) {
        guard let session = unsafe SSL_new(context.pointer), let incoming = unsafe BIO_new(BIO_s_mem()),
            let outgoing = unsafe BIO_new(BIO_s_mem())
        else { preconditionFailure("no TLS session: \(OpenSSLFailure.describe())") }
        self.context = context
        unsafe self.session = unsafe session
        unsafe self.incoming = unsafe incoming
        unsafe self.outgoing = unsafe outgoing
        unsafe SSL_set_bio(session, incoming, outgoing)
        if let proposal {
            let names = ALPN.wireForm([proposal])
            let refused = unsafe SSL_set_alpn_protos(session, names, UInt32(names.count))
            precondition(refused == 0, "TLS refuses the protocol \(proposal)")
            unsafe SSL_set_connect_state(session)
        } else {
            unsafe SSL_set_accept_state(session)
        }
    }

    deinit { unsafe SSL_free(session) }

    /// Takes the first `count` bytes of `ciphertext` from the other side. False only when memory is out.
    func receive(_ ciphertext: [UInt8], count: Int) -> Bool {
        precondition(count <= ciphertext.count)
        return unsafe BIO_write(incoming, ciphertext, Int32(count)) == Int32(count)
    }

    func handshake() -> Progress {
        ERR_clear_error()
        let result = unsafe SSL_do_handshake(session)
        if result == 1 { return .complete }
        return unsafe SSL_get_error(session, result) == SSL_ERROR_WANT_READ
            ? .wantsMore : .failed(OpenSSLFailure.describe())
    }

    /// Reads plaintext into the start of `buffer`.
    func read(into buffer: inout [UInt8]) -> Read {
        ERR_clear_error()
        let result = unsafe SSL_read(session, &buffer, Int32(buffer.count))
        if result > 0 { return .count(Int(result)) }
        switch unsafe SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: return .wantsMore
        case SSL_ERROR_ZERO_RETURN: return .ended
        default: return .failed(OpenSSLFailure.describe())
        }
    }

    /// Seals plaintext, all of it; false if the session can no longer send.
    func write(_ plaintext: ArraySlice<UInt8>) -> Bool {
        guard !plaintext.isEmpty else { return true }
        ERR_clear_error()
        return unsafe plaintext.withUnsafeBufferPointer { bytes in
            unsafe SSL_write(session, bytes.baseAddress, Int32(bytes.count)) == Int32(bytes.count)
        }
    }

    /// Says that nothing more will be sent.
    func finish() {
        ERR_clear_error()
        _ = unsafe SSL_shutdown(session)
    }

    /// Moves the ciphertext that is to be sent to the end of `queue`, through `buffer`.
    func takeCiphertext(into queue: inout ByteQueue, through buffer: inout [UInt8]) {
        while unsafe replica_bio_pending(outgoing) > 0 {
            let count = unsafe BIO_read(outgoing, &buffer, Int32(buffer.count))
            guard count > 0 else { return }
            queue.append(buffer[..<Int(count)])
        }
    }

    /// The other side's Ed25519 key, proved by the handshake: 32 bytes.
    var peerKey: [UInt8]? {
        guard let certificate = unsafe SSL_get0_peer_certificate(session) else { return nil }
        return unsafe SelfSignedCertificate.key(of: certificate)
    }

    /// The protocol that both sides named.
    var selectedProtocol: ALPN? {
        var name: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        unsafe SSL_get0_alpn_selected(session, &name, &count)
        guard let name = unsafe name, count > 0 else { return nil }
        let bytes = unsafe UnsafeBufferPointer(start: name, count: Int(count))
        return ALPN(String(decoding: unsafe Array(bytes), as: UTF8.self))
    }

    /// Key material that only the two ends of this session can compute (RFC 5705, RFC 8446 section 7.5).
    func export(label: String, count: Int) -> [UInt8] {
        let label = Array(label.utf8)
        var output = [UInt8](repeating: 0, count: count)
        let result = unsafe label.withUnsafeBytes { bytes in
            unsafe SSL_export_keying_material(
                session, &output, count, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), label.count, nil, 0, 0)
        }
        precondition(result == 1, "no key material before the handshake is complete: \(OpenSSLFailure.describe())")
        return output
    }
}
