extension JSON {
    /// The shape of the written text.
    package enum Layout: Sendable, Equatable {
        /// No white space at all: one line, as server-sent events need it.
        case compact
        /// One member or element a line, indented by two spaces; ends without a line break.
        case pretty
    }

    /// The UTF-8 text of the value. The same value gives the same bytes, always. O(n) in the size of the text.
    package func encoded(_ layout: Layout = .compact) -> [UInt8] {
        var writer = JSONWriter(layout: layout)
        writer.write(self, depth: 0)
        return writer.bytes
    }
}
