import ReplicaCRDT
public import ReplicaDocuments

/// Names a document: its space, its collection, its id.
public struct DocumentReference: Hashable, Comparable, Sendable {
    /// Where it is replicated.
    public let space: Space
    /// Its collection.
    public let collection: String
    /// Its id in the collection.
    public let id: String

    /// A reference from its parts.
    public init(_ space: Space, _ collection: String, _ id: String) {
        self.space = space
        self.collection = collection
        self.id = id
    }

    init(_ address: DocumentAddress) { self.init(address.space, address.key.collection, address.key.id) }

    var address: DocumentAddress { DocumentAddress(space, DocumentKey(collection, id)) }

    public static func < (left: DocumentReference, right: DocumentReference) -> Bool { left.address < right.address }
}
