extension JSON {
    /// Nesting that the interface needs is under ten; the bound keeps the recursion of the parser from using up a thread's stack.
    package static let defaultMaximumDepth = 32
    /// One mebibyte, as much as the panel accepts in a request.
    package static let defaultMaximumBytes = 1 << 20

    /// Reads one JSON value and nothing else.
    ///
    /// Strict RFC 8259: no comments, no trailing commas, no byte order mark, no unpaired surrogates, and no key twice in one
    /// object. Never traps, whatever the bytes. O(n log n) in the worst case (to find duplicate keys), O(n) else.
    /// - Parameters:
    ///   - bytes: the text.
    ///   - maximumBytes: a longer text is refused unread.
    ///   - maximumDepth: how many arrays and objects may lie in each other.
    package static func decode(
        _ bytes: [UInt8], maximumBytes: Int = defaultMaximumBytes, maximumDepth: Int = defaultMaximumDepth
    ) throws(JSONDecodingError) -> JSON {
        guard bytes.count <= maximumBytes else {
            throw JSONDecodingError(.tooLong(maximumBytes: maximumBytes), at: maximumBytes)
        }
        var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
        return try parser.parseDocument()
    }

    /// Reads one JSON value from a text; see ``decode(_:maximumBytes:maximumDepth:)``.
    package static func decode(
        _ text: String, maximumBytes: Int = defaultMaximumBytes, maximumDepth: Int = defaultMaximumDepth
    ) throws(JSONDecodingError) -> JSON {
        try decode(Array(text.utf8), maximumBytes: maximumBytes, maximumDepth: maximumDepth)
    }
}
