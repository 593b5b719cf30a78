/// What `explain` is asked about: `bill/ID`, `bill/ID.field` or `product/SKU.stock`.
package struct DocumentReference: Sendable, Equatable {
    /// The collection, as `bill`.
    package let collection: String
    /// The rest: an id or key, perhaps with a point and a field. Keys may hold points, so only the node can tell them apart.
    package let path: String

    /// Reads `COLLECTION/REST`; `nil` if either is missing.
    package init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/"), slash > text.startIndex else { return nil }
        let rest = text[text.index(after: slash)...]
        guard !rest.isEmpty, text[..<slash].allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        collection = String(text[..<slash])
        path = String(rest)
    }

    /// The readings of ``path`` from the most to the least likely: with the text after its last point as a field, then whole.
    package var readings: [(key: String, field: String?)] {
        guard let point = path.lastIndex(of: "."), point > path.startIndex, path.index(after: point) < path.endIndex
        else { return [(path, nil)] }
        return [(String(path[..<point]), String(path[path.index(after: point)...])), (path, nil)]
    }
}
