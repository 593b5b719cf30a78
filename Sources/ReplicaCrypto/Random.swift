internal import COpenSSL

/// `count` bytes of the operating system's random source. Traps if there is none: nothing may go on with weak keys.
package func randomBytes(_ count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
        guard count > 0 else { return }
        let succeeded = unsafe RAND_bytes(output.baseAddress, Int32(count))
        precondition(succeeded == 1, "no random bytes: \(OpenSSLFailure.describe())")
        initialized = count
    }
}

/// Whether two byte strings are equal, in a time that depends on their length only.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe CRYPTO_memcmp(left, right, left.count) == 0
}
