/// A request target in origin form (RFC 9112 section 3.2.1): `/` segments `?` query.
///
/// Split first, decoded afterwards: an escaped `%2F` or `%2E%2E` is text inside one segment and never a separator or a step upwards.
/// Nothing here touches a file system; `..` is a segment like any other.
package struct HTTPTarget: Sendable, Equatable {
    /// The decoded segments; empty for `/`, and a segment is empty where two slashes meet.
    package let segments: [String]
    /// The decoded items of the query, in order.
    package let query: [HTTPQueryItem]

    /// Splits and decodes.
    /// - Throws: 400 for anything else than origin form, for broken escapes, and for bytes that are no UTF-8 text.
    package init(_ text: some Collection<UInt8>) throws(HTTPFailure) {
        guard text.first == UInt8(ascii: "/") else {
            throw HTTPFailure(.badRequest, code: "bad-target", "The request target does not begin with a slash.")
        }
        let parts = text.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].dropFirst()
        var segments: [String] = []
        if !path.isEmpty {
            for piece in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
                segments.append(try Self.decode(piece, plusIsSpace: false))
            }
        }
        self.segments = segments
        var query: [HTTPQueryItem] = []
        for piece in parts.dropFirst().first?.split(separator: UInt8(ascii: "&")) ?? [] {
            let pair = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let value = pair.count > 1 ? try Self.decode(pair[1], plusIsSpace: true) : ""
            query.append(HTTPQueryItem(name: try Self.decode(pair[0], plusIsSpace: true), value: value))
        }
        self.query = query
    }

    private static func decode(_ text: some Collection<UInt8>, plusIsSpace: Bool) throws(HTTPFailure) -> String {
        guard let decoded = PercentEncoding.decoded(text, plusIsSpace: plusIsSpace) else {
            throw HTTPFailure(.badRequest, code: "bad-target", "The request target holds a broken percent escape.")
        }
        return decoded
    }
}
