/// HKDF with SHA-256 (RFC 5869): many keys from one secret.
package enum HKDF {
    /// The longest output in bytes (RFC 5869, section 2.3).
    package static let maximumByteCount = 255 * SHA256.byteCount

    /// Step 1: a key of 32 bytes from a secret that need not be uniform. An empty salt is 32 zero bytes.
    package static func extract(salt: [UInt8] = [], secret: [UInt8]) -> [UInt8] {
        hmacSHA256(key: salt.isEmpty ? [UInt8](repeating: 0, count: SHA256.byteCount) : salt, secret)
    }

    /// Step 2: `count` bytes (1...8160) for one purpose, named by `info`, from a uniform key of 32 bytes.
    package static func expand(key: [UInt8], info: [UInt8], count: Int) -> [UInt8] {
        precondition((1...maximumByteCount).contains(count), "HKDF cannot give \(count) bytes")
        var output: [UInt8] = []
        var block: [UInt8] = []
        var index: UInt8 = 1
        while output.count < count {
            block = hmacSHA256(key: key, block + info + [index])
            output += block.prefix(count - output.count)
            index &+= 1
        }
        return output
    }
}
