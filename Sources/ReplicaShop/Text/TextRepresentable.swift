/// A value that is stored, sent and typed as one short text: `2026-05-03`, `EUR`, `2026-B-0042`.
///
/// `init(parsing:)` accepts exactly what `description` writes (and what the type says besides), so the text can be
/// compared as bytes. Encoded as a single string.
public protocol TextRepresentable: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Reads the value's text. Throws ``ShopError`` if it has another form.
    init(parsing text: String) throws(ShopError)
}

extension TextRepresentable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(parsing: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.message)
        }
    }

    /// Encodes ``description`` as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
