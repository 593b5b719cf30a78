/// One signature to be checked.
package struct SignatureCheck: Sendable {
    /// 64 bytes.
    package let signature: [UInt8]
    /// What was signed.
    package let message: [UInt8]
    /// The signer's public key, 32 bytes.
    package let key: [UInt8]

    /// A check from its parts.
    package init(signature: [UInt8], message: [UInt8], key: [UInt8]) {
        self.signature = signature
        self.message = message
        self.key = key
    }
}
