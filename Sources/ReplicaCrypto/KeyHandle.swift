internal import COpenSSL

/// Owns one `EVP_PKEY`.
///
/// `@unchecked Sendable` because the key is never changed after `init`, and OpenSSL locks what it caches inside.
@safe package final class KeyHandle: @unchecked Sendable {
    /// The key. Valid as long as this handle lives; never freed or changed by anybody else.
    package let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit { unsafe EVP_PKEY_free(pointer) }
}
