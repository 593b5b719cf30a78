internal import COpenSSL

/// HMAC-SHA-256 (RFC 2104) of `message` under `key` of any length: 32 bytes.
package func hmacSHA256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: SHA256.byteCount) { output, count in
        // An empty array may have no address, and OpenSSL takes a missing key for "the key of the last call".
        let result = unsafe (key.isEmpty ? [0] : key).withUnsafeBufferPointer { keyBytes in
            unsafe COpenSSL.HMAC(
                EVP_sha256(), keyBytes.baseAddress, Int32(key.count), message, message.count, output.baseAddress, nil)
        }
        precondition(unsafe result != nil, "HMAC failed: \(OpenSSLFailure.describe())")
        count = SHA256.byteCount
    }
}
