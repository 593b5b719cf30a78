/// Why a key could not be made. Nothing has changed when one of these is thrown.
package enum CryptoError: Error, Equatable {
    /// A seed, key or public key has the wrong number of bytes.
    case wrongLength(expected: Int, actual: Int)
    /// The bytes have the right length and are no key.
    case notAKey
}
