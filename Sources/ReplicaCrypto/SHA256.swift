internal import COpenSSL

/// SHA-256 (FIPS 180-4): the one hash of the formats.
package enum SHA256 {
    /// The length of a hash in bytes.
    package static let byteCount = 32

    /// Fetched once: a fetch by name costs twice the hash of a short message.
    /// Unsafe to share only in the eyes of the compiler: an `EVP_MD` never changes after its fetch.
    nonisolated(unsafe) static let algorithm: OpaquePointer = {
        guard let algorithm = unsafe EVP_MD_fetch(nil, "SHA256", nil) else {
            preconditionFailure("OpenSSL has no SHA-256: \(OpenSSLFailure.describe())")
        }
        return unsafe algorithm
    }()
}

/// The SHA-256 hash of `bytes`: 32 bytes.
package func sha256(_ bytes: [UInt8]) -> [UInt8] {
    unsafe sha256(bytes.span.bytes)
}

/// The SHA-256 hash of `bytes`: 32 bytes.
package func sha256(_ bytes: RawSpan) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: SHA256.byteCount) { output, count in
        let succeeded = unsafe bytes.withUnsafeBytes { input in
            unsafe EVP_Digest(input.baseAddress, input.count, output.baseAddress, nil, SHA256.algorithm, nil)
        }
        precondition(succeeded == 1, "SHA-256 failed: \(OpenSSLFailure.describe())")
        count = SHA256.byteCount
    }
}
