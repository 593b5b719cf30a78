/// An entry of a document's history: a delta that touched it.
package struct StoredTouch: Equatable, Sendable {
    /// The document, which need not exist.
    package var document: DocumentKey
    /// The delta's place in the take-in order.
    package var order: Int64

    /// Puts a touch together.
    package init(document: DocumentKey, order: Int64) {
        self.document = document
        self.order = order
    }
}
