/// Why bytes could not be decoded. Nothing was changed by the attempt.
package enum DecodingFailure: Error, Equatable, Sendable {
    /// The bytes end too early.
    case truncated(offset: Int)
    /// Not what the format says, or not its canonical spelling.
    case malformed(String, offset: Int)
    /// A limit of the format is exceeded.
    case limit(String, offset: Int)
    /// A version, suite or must-understand extension that this program does not know.
    case unsupported(String)
}
