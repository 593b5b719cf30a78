internal import COpenSSL

/// One AES-256-GCM key, expanded once and used for many packets in one direction.
@safe final class CipherContext {
    private let context: OpaquePointer
    private let nonceHead: UInt32
    private let nonceTail: UInt64

    init(key: [UInt8], nonceBase: [UInt8], encrypting: Bool) {
        precondition(key.count == AEADSealer.keyByteCount, "an AES-256 key has 32 bytes, not \(key.count)")
        precondition(nonceBase.count == AEADSealer.nonceByteCount, "a nonce base has 12 bytes, not \(nonceBase.count)")
        guard let context = unsafe EVP_CIPHER_CTX_new() else { preconditionFailure("out of memory for a cipher") }
        unsafe self.context = unsafe context
        nonceHead = nonceBase[..<4].reduce(0) { $0 << 8 | UInt32($1) }
        nonceTail = nonceBase[4...].reduce(0) { $0 << 8 | UInt64($1) }
        let succeeded = unsafe EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, key, nil, encrypting ? 1 : 0)
        precondition(succeeded == 1, "no AES-256-GCM: \(OpenSSLFailure.describe())")
    }

    deinit { unsafe EVP_CIPHER_CTX_free(context) }

    /// `bytes` is header, text and room for the tag, at least; false if OpenSSL failed.
    func seal(_ bytes: UnsafeMutableRawBufferPointer, headerLength: Int, textLength: Int, counter: UInt64) -> Bool {
        guard let header = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return false }
        let text = unsafe header + headerLength
        return unsafe begin(counter: counter)
            && update(nil, header, headerLength)
            && (textLength == 0 || update(text, text, textLength))
            && finish(text + textLength)
            && EVP_CIPHER_CTX_ctrl(
                context, EVP_CTRL_AEAD_GET_TAG, Int32(AEADSealer.tagByteCount), text + textLength) == 1
    }

    /// `input` is a whole packet at least, `output` has room for its text; false if it is not authentic.
    func open(
        _ input: UnsafeRawBufferPointer, headerLength: Int, textLength: Int, counter: UInt64,
        into output: UnsafeMutableRawBufferPointer
    ) -> Bool {
        guard let header = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return false }
        // OpenSSL takes the tag to compare with as a mutable pointer and only reads it.
        let tag = unsafe UnsafeMutableRawPointer(mutating: header + headerLength + textLength)
        let text = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var unused: UInt8 = 0
        let opened =
            unsafe begin(counter: counter)
            && update(nil, header, headerLength)
            && (textLength == 0 || update(text, header + headerLength, textLength))
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(AEADSealer.tagByteCount), tag) == 1
            && finish(&unused)
        if !opened { ERR_clear_error() }
        return opened
    }

    private func begin(counter: UInt64) -> Bool {
        var nonce = (
            nonceHead.bigEndian, UInt32(truncatingIfNeeded: (nonceTail ^ counter) >> 32).bigEndian,
            UInt32(truncatingIfNeeded: nonceTail ^ counter).bigEndian
        )
        return unsafe withUnsafeBytes(of: &nonce) { bytes in
            unsafe EVP_CipherInit_ex(
                context, nil, nil, nil, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), -1) == 1
        }
    }

    private func update(_ output: UnsafeMutablePointer<UInt8>?, _ input: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count > 0 else { return true }
        guard let length = Int32(exactly: count) else { return false }
        var written: Int32 = 0
        return unsafe EVP_CipherUpdate(context, output, &written, input, length) == 1
    }

    private func finish(_ output: UnsafeMutablePointer<UInt8>) -> Bool {
        var written: Int32 = 0
        return unsafe EVP_CipherFinal_ex(context, output, &written) == 1
    }
}
