package import ReplicaCRDT

/// A live entry of a document, with the path of its field.
package struct Cell: Hashable, Sendable {
    /// The field's path.
    package let path: String
    /// The entry.
    package internal(set) var entry: Entry

    /// A cell from its parts.
    package init(path: String, entry: Entry) {
        self.path = path
        self.entry = entry
    }
}
