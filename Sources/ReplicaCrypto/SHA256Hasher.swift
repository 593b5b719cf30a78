internal import COpenSSL

/// SHA-256 of a message that arrives in parts. One hasher serves many messages: `finalize` begins the next one.
///
/// Not `Sendable`: it belongs to the thread that uses it.
@safe package final class SHA256Hasher {
    private let context: OpaquePointer

    /// A hasher at the start of an empty message.
    package init() {
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory for a hash") }
        unsafe self.context = unsafe context
        begin()
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Appends `bytes` to the message.
    package func update(_ bytes: [UInt8]) {
        unsafe update(bytes.span.bytes)
    }

    /// Appends `bytes` to the message.
    package func update(_ bytes: RawSpan) {
        let succeeded = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(succeeded == 1, "SHA-256 failed: \(OpenSSLFailure.describe())")
    }

    /// The hash of everything appended since the last call (32 bytes); then begins an empty message.
    package func finalize() -> [UInt8] {
        let hash = unsafe [UInt8](unsafeUninitializedCapacity: SHA256.byteCount) { output, count in
            let succeeded = unsafe EVP_DigestFinal_ex(context, output.baseAddress, nil)
            precondition(succeeded == 1, "SHA-256 failed: \(OpenSSLFailure.describe())")
            count = SHA256.byteCount
        }
        begin()
        return hash
    }

    private func begin() {
        let succeeded = unsafe EVP_DigestInit_ex(context, SHA256.algorithm, nil)
        precondition(succeeded == 1, "SHA-256 failed: \(OpenSSLFailure.describe())")
    }
}
