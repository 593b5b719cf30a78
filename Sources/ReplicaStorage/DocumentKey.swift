/// What names a document: its space, its collection in it, its id in that.
package struct DocumentKey: Hashable, Sendable {
    /// The space.
    package var space: [UInt8]
    /// The collection.
    package var collection: [UInt8]
    /// The document's id.
    package var id: [UInt8]

    /// Puts a key together.
    package init(space: [UInt8], collection: [UInt8], id: [UInt8]) {
        self.space = space
        self.collection = collection
        self.id = id
    }
}
