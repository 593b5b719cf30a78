/// Names a document in the shop: its space and its key there.
package struct DocumentAddress: Hashable, Comparable, Sendable {
    /// Where it is replicated.
    package let space: Space
    /// Its collection and id.
    package let key: DocumentKey

    /// An address from its parts.
    package init(_ space: Space, _ key: DocumentKey) {
        self.space = space
        self.key = key
    }

    package static func < (left: DocumentAddress, right: DocumentAddress) -> Bool {
        left.space == right.space ? left.key < right.key : left.space < right.space
    }
}
