/// Opens packets that an `AEADSealer` with the same key and nonce base has sealed.
///
/// Not `Sendable`: it belongs to the thread that uses it.
package final class AEADOpener {
    private let cipher: CipherContext

    /// An opener under a key of 32 bytes and a nonce base of 12; other lengths are a mistake of the caller and trap.
    package init(key: [UInt8], nonceBase: [UInt8]) {
        cipher = CipherContext(key: key, nonceBase: nonceBase, encrypting: false)
    }

    /// Opens the first `packetLength` bytes of `packet` into the start of `text`, which must have room for as many.
    /// Returns the length of the text, or nil if a single bit of header, text, tag or counter is not as it was sealed;
    /// then what `text` holds means nothing.
    package func open(
        _ packet: [UInt8], packetLength: Int, headerLength: Int, counter: UInt64, into text: inout [UInt8]
    ) -> Int? {
        let textLength = packetLength - headerLength - AEADSealer.tagByteCount
        guard packetLength <= packet.count, headerLength >= 0, textLength >= 0 else { return nil }
        precondition(text.count >= textLength, "no room for \(textLength) bytes of text in \(text.count)")
        let opened = unsafe packet.withUnsafeBytes { input in
            unsafe text.withUnsafeMutableBytes { output in
                unsafe cipher.open(
                    input, headerLength: headerLength, textLength: textLength, counter: counter, into: output)
            }
        }
        return opened ? textLength : nil
    }
}
