internal import COpenSSL

/// What OpenSSL put into this thread's error queue.
package enum OpenSSLFailure {
    /// The newest error of this thread as text, and an empty queue after it. Costs nothing until it is called.
    package static func describe() -> String {
        let code = ERR_peek_last_error()
        ERR_clear_error()
        guard code != 0 else { return "no reason given" }
        var text = [CChar](repeating: 0, count: 160)
        unsafe text.withUnsafeMutableBufferPointer { unsafe ERR_error_string_n(code, $0.baseAddress, $0.count) }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
