package import ReplicaCRDT

/// One write of a delta: what it says of one slot of one field, and which entries it replaces.
package struct Change: Hashable, Sendable {
    /// The document, in the delta's space.
    package let document: DocumentKey
    /// The field; it may have keys after slashes (`lines/<id>/quantity`).
    package let path: String
    /// The part of the field.
    package let slot: Slot
    /// The entries that the author saw and this write replaces, ascending.
    package let replaces: [Dot]
    /// What is said.
    package let payload: Payload

    /// A change from its parts.
    package init(document: DocumentKey, path: String, slot: Slot, replaces: [Dot], payload: Payload) {
        self.document = document
        self.path = path
        self.slot = slot
        self.replaces = replaces
        self.payload = payload
    }

    /// The field's name in the rules: the path up to the first slash.
    package var field: Substring { Change.field(of: path) }

    /// The field's name in the rules: a path up to the first slash.
    package static func field(of path: String) -> Substring {
        path.utf8.firstIndex(of: 0x2F).map { path[..<$0] } ?? path[...]
    }
}
