import ReplicaCRDT
import ReplicaCrypto

/// A document's id: random unless you give one.
public struct DocumentID: Hashable, Sendable {
    /// The id's text.
    public let text: String

    /// A random id of 128 bits: 32 hexadecimal digits.
    public init() { text = randomBytes(16).hexadecimalText }

    /// An id of your own: 1 to 256 bytes of UTF-8 without control characters.
    public init(_ text: String) { self.text = text }
}

extension DocumentID: Codable {
    public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension DocumentID: CustomStringConvertible {
    public var description: String { text }
}

extension DocumentID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { text = value }
}
