import ReplicaCRDT

/// Names a document in its space: collection and id. Both are UTF-8 in normalization form C, so that Swift's equality of
/// strings is equality of bytes.
package struct DocumentKey: Hashable, Sendable {
    /// The collection, such as `product`.
    package let collection: String
    /// The id in the collection.
    package let id: String

    /// A key from its parts.
    package init(_ collection: String, _ id: String) {
        self.collection = collection
        self.id = id
    }
}

extension DocumentKey: Comparable {
    package static func < (left: DocumentKey, right: DocumentKey) -> Bool {
        left.collection == right.collection ? left.id < right.id : left.collection < right.collection
    }
}

extension DocumentKey: CustomStringConvertible {
    /// `collection/id`.
    package var description: String { "\(collection)/\(id)" }
}
