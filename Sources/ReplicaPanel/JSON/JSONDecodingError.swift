/// Why a text is not taken as JSON, and where.
package struct JSONDecodingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was wrong.
    package enum Reason: Sendable, Equatable {
        /// The text is longer than the caller allows; nothing was read.
        case tooLong(maximumBytes: Int)
        /// Arrays and objects lie deeper in each other than the caller allows.
        case tooDeep(maximumDepth: Int)
        /// The text ends inside a value.
        case unexpectedEnd
        /// A byte that no value, separator or end can begin with.
        case unexpectedByte(UInt8)
        /// The bytes of a string are not UTF-8; the position is that of the string.
        case invalidUTF8
        /// A backslash followed by something that is no escape, or half a surrogate pair.
        case invalidEscape
        /// A control character that stands unescaped in a string.
        case controlCharacter
        /// A number not of the form RFC 8259 section 6 gives it, as `01`, `1.` or `+1`.
        case invalidNumber
        /// A whole number outside `Int64`, or another one beyond the largest `Double`: it would have to be rounded.
        case numberOutOfRange
        /// An object names the same key twice; the position is that of the second.
        case duplicateKey(String)
    }

    /// What was wrong.
    package let reason: Reason
    /// The offset in bytes from the beginning of the text.
    package let position: Int

    /// An error from its parts.
    package init(_ reason: Reason, at position: Int) {
        self.reason = reason
        self.position = position
    }

    /// A sentence for the person who wrote the text.
    package var description: String { "\(explanation) (byte \(position))" }

    private var explanation: String {
        switch reason {
        case .tooLong(let maximum): "the text is longer than \(maximum) bytes"
        case .tooDeep(let maximum): "values are nested deeper than \(maximum) levels"
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte): "unexpected byte 0x\(String(byte, radix: 16))"
        case .invalidUTF8: "a string is not valid UTF-8"
        case .invalidEscape: "a string holds an invalid escape"
        case .controlCharacter: "a string holds a control character"
        case .invalidNumber: "a number is malformed"
        case .numberOutOfRange: "a number is out of range"
        case .duplicateKey(let key): "the key \"\(key)\" occurs twice"
        }
    }
}
